"""Pages: one self-contained HTML file that shows a graph, or the paths between two entities, with every quote."""

from kg.pages.page import write_graph_page, write_path_page

__all__ = ["write_graph_page", "write_path_page"]
