"""A drawn SVG as PNG, rendered in memory: what a vault holds never lies on the disk in the clear."""

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
POINTS_AN_INCH = 96.0  # one pixel of the SVG at scale 1
_PAGE = (
    b"#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg")\n'
)
_LATIN_END = 0x250
_MARKS = range(0x2000, 0x2270)  # dashes, quotation marks, arrows, the real minus


def png(svg: str, scale: float = 2.0) -> bytes:
    """Render an SVG in the fonts of the package, `scale` pixels for one of its own.

    The picture is handed over as a string and comes back as bytes; no file is written. Fonts of
    the system are looked at only for letters that ours do not have.
    """
    import typst  # heavy, and only who saves a picture needs it

    fonts: list[str] = [str(FONTS)]
    compiler = typst.Compiler(
        _PAGE,  # type: ignore[misc]  # its stub wants source and fonts of one type
        root=str(FONTS),  # nothing but fonts can be reached from inside
        font_paths=fonts,
        ignore_system_fonts=not needs_other_letters(svg),
        sys_inputs={"svg": svg},
    )
    # typst takes a pixel of an SVG for 1/96 inch, as browsers do.
    made = compiler.compile(format="png", ppi=POINTS_AN_INCH * scale)
    if not isinstance(made, bytes):
        raise TypeError("typst returned several pages for one picture")
    return made


def needs_other_letters(svg: str) -> bool:
    """Say whether a text has letters that the fonts of the package lack."""
    return any(ord(c) >= _LATIN_END and ord(c) not in _MARKS for c in svg)
