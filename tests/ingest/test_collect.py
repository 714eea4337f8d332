from counterclaim.ingest.collect import collect


def _write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Army denies attack\n")


def test_folders_are_searched_and_hidden_and_foreign_files_passed_over(tmp_path):
    _write(tmp_path, "b.txt", "a.html", "c.htm", "deep/er/d.TXT", ".hidden.txt", ".git/x.txt", "notes.md")
    sources, errors = collect([tmp_path])
    assert [source.report_id for source in sources] == ["a", "b", "c", "d"]
    assert errors == []


def test_the_order_of_the_paths_changes_nothing(tmp_path):
    _write(tmp_path, "one/x.txt", "two/x.txt", "two/y.txt")
    paths = [tmp_path / "two", tmp_path / "one" / "x.txt"]
    assert collect(paths) == collect(paths[::-1])


def test_a_file_that_is_given_twice_is_read_once(tmp_path):
    _write(tmp_path, "x.txt")
    sources, _ = collect([tmp_path, tmp_path / "x.txt", tmp_path / "." / "x.txt"])
    assert len(sources) == 1


def test_equal_names_are_told_apart_by_their_place(tmp_path):
    _write(tmp_path, "one/x.txt", "two/x.txt", "two/x.html", "y.txt")
    sources, _ = collect([tmp_path])
    assert [source.report_id for source in sources] == ["x-one", "x-two-html", "x-two-txt", "y"]


def test_ids_are_unique_even_where_a_name_looks_like_another_with_its_place(tmp_path):
    _write(tmp_path, "one/x.txt", "two/x.txt", "x-one.txt", "x-one-txt.txt")
    sources, _ = collect([tmp_path])
    assert len({source.report_id for source in sources}) == 4


def test_paths_that_lead_to_no_report_are_named_with_a_remedy(tmp_path):
    _write(tmp_path, "notes.md", "empty/.keep", "README")
    wrong = [tmp_path / "missing.txt", tmp_path / "notes.md", tmp_path / "empty", tmp_path / "README"]
    sources, errors = collect(wrong)
    assert sources == []
    assert sorted(error.where for error in errors) == sorted(map(str, wrong))
    assert all(error.remedy for error in errors)


def test_a_loop_of_links_ends(tmp_path):
    _write(tmp_path, "a/x.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    assert len(collect([tmp_path])[0]) == 1


def test_what_a_browser_saved_with_a_page_is_passed_over(tmp_path):
    _write(tmp_path, "a.html", "a_files/frame.html", "b.htm", "b-Dateien/ad.txt", "c_files/report.txt", "a/d.txt")
    assert [source.report_id for source in collect([tmp_path])[0]] == ["d", "a", "b", "report"]
