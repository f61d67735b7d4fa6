"""Captions from subtitle files, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaw.core.session import Caption
from thaw.core.subtitles import captions, captions_beside, unread_subtitles
from thaw.core.units import frames

SRT = """\ufeff1\r
00:00:01,500 --> 00:00:04,000\r
<i>You might notice</i>\r
the hands.\r
\r
2\r
01:00:00,000 --> 01:00:02,000\r
{\\an8}Thank you.\r
"""
VTT = """WEBVTT - evening

NOTE a remark

cue-1
00:01.500 --> 00:04.000 align:start
<v Guide>You might notice the hands.

01:00:00.000 --> 01:00:02.000
Thank you.
"""
SAID = (
    Caption(frames(1.5), frames(2.5), "You might notice the hands."),
    Caption(frames(3600), frames(2), "Thank you."),
)


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT), ("a.SRT", SRT)])
def test_both_forms_say_the_same(tmp_path, name, text):
    (tmp_path / name).write_bytes(text.encode())
    assert captions_beside(tmp_path / "a.mp3") == SAID


def test_without_a_file_there_are_none(tmp_path):
    assert captions_beside(tmp_path / "a.mp3") == ()


@pytest.mark.parametrize(
    ("text", "is_unread"), [(VTT, False), ("WEBVTT\n\n00:xx --> what\nlost\n", True), (None, False)]
)
def test_subtitles_without_a_caption_are_known(tmp_path, text, is_unread):
    file = tmp_path / "a.vtt"
    if text is not None:
        file.write_bytes(text.encode())
    assert unread_subtitles(tmp_path / "a.mp3") == ((file,) if is_unread else ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_whatever_program_wrote_them_they_are_read(tmp_path, encoding):
    (tmp_path / "a.srt").write_bytes("00:01.0 --> 00:02.0\nGrüße – “da”".encode(encoding))
    (caption,) = captions_beside(tmp_path / "a.mp3")
    assert caption.text == "Grüße – “da”"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("You &amp; me &lt;3 and&nbsp;more", "You & me <3 and more"),
        ("less < more > less", "less < more > less"),
        ('<font color="#fff">Softly</font> <00:01.200><c.loud>out</c>', "Softly out"),
    ],
)
def test_marks_are_left_out_and_what_is_written_in_their_place_is_read(written, read):
    (caption,) = captions(f"00:01.000 --> 00:02.000\n{written}\n")
    assert caption.text == read


def test_lines_that_end_the_old_way_and_short_times_are_understood():
    one, two = captions("00:01,5 --> 00:02,25\rOne\r\r00:03,000 --> 00:04,000\rTwo\r")
    assert (one.at, one.length, one.text) == (frames(1.5), frames(0.75), "One")
    assert two.text == "Two"


def test_what_ends_before_it_begins_and_what_is_empty_is_left_out():
    assert captions("00:02.000 --> 00:01.000\nHello.\n\n00:03.000 --> 00:04.000\n\n") == ()


@given(st.text(alphabet="0123456789:.,-> \n\rab<>{}\\", max_size=200))
def test_no_text_is_too_broken(text):
    starts = [caption.at for caption in captions(text)]
    assert starts == sorted(starts)
