"""What a text claims: who does what to whom, with which status, how many, how much and when."""
