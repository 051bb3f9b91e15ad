"""`kith import` with the folder of an export: its one file that brings all of it back."""

from kith.cli.import_ import _in_export


def test_the_folder_of_an_export_is_taken_by_its_data(tmp_path):
    """Another folder and a file stay what they are."""
    assert _in_export(tmp_path) == tmp_path
    data = tmp_path / "data.json"
    data.write_text("{}")
    assert _in_export(tmp_path) == data
    assert _in_export(data) == data
