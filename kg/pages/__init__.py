"""Pages: one self-contained HTML file of a graph, of the paths between two entities or of one entity's timeline."""

from kg.pages.page import write_graph_page, write_overview_page, write_path_page, write_timeline_page

__all__ = ["write_graph_page", "write_overview_page", "write_path_page", "write_timeline_page"]
