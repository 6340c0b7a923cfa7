"""LibreOffice without a window, for tests: a document as it reads it, and once all changes are accepted or rejected.

It is driven from a process of its own, by the Python that has its bindings (Debian: libreoffice-writer-nogui,
python3-uno). The comments of a document are taken out first: that edition of LibreOffice can't show them and stops.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal, NamedTuple

from validators import Missing

Asked = Literal["", "AcceptAllTrackedChanges", "RejectAllTrackedChanges", "UpdateFields"]
PYTHON = "/usr/bin/python3"
START = r"""
import json, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue
folder = sys.argv[1]
pipe = "travaux" + folder.replace("/", "")
office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
     f"--accept=pipe,name={pipe};urp;"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for _ in range(300):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.2)
manager = context.ServiceManager
desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
hidden = PropertyValue()
hidden.Name, hidden.Value = "Hidden", True
"""
"""The beginning of a driver: `folder` is its argument, `desktop` and `helper` are LibreOffice's, started for it."""
END = r"""
try:
    desktop.terminate()
except Exception:
    pass
office.wait(60)
"""
DRIVER = r"""
files = json.load(sys.stdin)
out = []
for path, asked in files:
    document = desktop.loadComponentFromURL("file://" + path, "_blank", 0, (hidden,))
    if asked:
        helper.executeDispatch(document.CurrentController.Frame, ".uno:" + asked, "", 0, ())
    found, each = [], document.Text.createEnumeration()
    while each.hasMoreElements():
        part = each.nextElement()
        if part.supportsService("com.sun.star.text.Paragraph"):
            found.append([part.ListLabelString, part.String, part.ParaStyleName, part.ParaLeftMargin])
        else:
            for name in part.CellNames:
                found += [["", line, "", 0] for line in part.getCellByName(name).String.split("\n")]
    out.append(found)
    document.close(True)
json.dump(out, sys.stdout)
"""


def drive(script: str, folder: Path, given: str = "") -> str:
    """What a script prints that drives LibreOffice in a folder, with so much on its standard input."""
    if shutil.which("soffice") is None:
        raise Missing("soffice")
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        raise Missing("python3-uno")
    asked = [PYTHON, "-c", START + script + END, str(folder)]
    done = subprocess.run(asked, input=given, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(files: Sequence[tuple[bytes, Asked]], folder: Path) -> list[list[tuple[str, str]]]:
    """The paragraphs of documents, in one run of LibreOffice: the label that it counts, if any, and the words.

    With each document goes what is done before it is read.
    """
    return [[(each.label, each.words) for each in found] for found in seen(files, folder)]


class Seen(NamedTuple):
    """A paragraph: the label that LibreOffice counts, its words, the name of its style, its indentation in 0.01 mm."""

    label: str
    words: str
    style: str
    margin: int


def seen(files: Sequence[tuple[bytes, Asked]], folder: Path) -> list[list[Seen]]:
    """As `read`, with how each paragraph looks."""
    asked = []
    for number, (data, command) in enumerate(files):
        path = folder / f"{number}.docx"
        path.write_bytes(uncommented(data))
        asked.append((str(path), command))
    return [[Seen(*one) for one in each] for each in json.loads(drive(DRIVER, folder, json.dumps(asked)))]


def uncommented(data: bytes) -> bytes:
    """A document without the marks of its comments."""
    from lxml import etree

    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                tree = etree.fromstring(part)
                space: Mapping[str, str] = {"w": tree.nsmap["w"]}
                for each in tree.xpath("//w:commentRangeStart | //w:commentRangeEnd", namespaces=space):
                    each.getparent().remove(each)
                for each in tree.xpath("//w:r[w:commentReference]", namespaces=space):
                    above = each.getparent()
                    above.remove(each)
                    if above.tag != f"{{{space['w']}}}p" and not len(above):
                        above.getparent().remove(above)
                part = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return out.getvalue()
