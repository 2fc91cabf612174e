"""Texts that spreadsheets, browsers and printers have run or choked on."""

FORMULAS = (
    "=1+1", "+1+1", "-1-1", "@SUM(A1)", "==1", "=-1", "=+1", "+-1", "-+1", "--1",
    " =1", "  +1", "\t=1", "\r=1", "\n=1", "\r\n=1", "\t\t+1", "\u3000=1",
    "\xa0=1", "\u200b=1", "\ufeff=1", "'=1", "''=1", "\"=1", "＝1", "＋1", "－1", "＠1",
    "\u3000＝1", " ＋1", "=cmd|'/c calc'!A0", "=cmd|' /C notepad'!'A1'",
    "+cmd|'/c calc'!A0", "-2+3+cmd|'/c calc'!A0", "@SUM(1+1)*cmd|'/c calc'!A0",
    "=DDE(\"cmd\";\"/c calc\";\"!A0\")", "=MSEXCEL|'\\..\\..\\Windows\\calc.exe'!''",
    "=HYPERLINK(\"http://x.example\",\"点\")", "=HYPERLINK(CONCAT(\"h\",A1))",
    "=IMPORTXML(\"http://x.example\",\"//a\")", "=IMPORTDATA(\"http://x.example\")",
    "=IMAGE(\"http://x.example/a.png\")", "=WEBSERVICE(\"http://x.example\")",
    "=FILTERXML(A1,\"//a\")", "=RTD(\"a\",,\"b\")", "=CALL(\"a\",\"b\")",
    "=EXEC(\"calc\")", "=REGISTER(1)", "{=1}", "{=SUM(A1:A2)}", "=[1]Sheet1!A1",
    "='file:///etc/passwd'#$A1", "=A1:A9", "=_xlfn.WEBSERVICE(1)", "_x003D_1",
    "#REF!", "#N/A", "#DIV/0!", "%=1", ";=1", ",=1", "=1;=2", "=\u202e1", "=1\n=2",
)  # fmt: skip
# What a database can keep.
POISON = (
    "\x01\x08\x0b\x0c\x1f", "\x7f\x9f", "\ufffe", "\uffff", "\u202e左右", "\u2028行",
    "𠮷野家", "👨‍👩‍👧", "é", "<b>x</b>", "</c><f>1</f>", "<![CDATA[x]]>",
    "]]>", "&amp;&#0;", "<!--", "{{ 7|add:7 }}", "{% now 'Y' %}", "%s%(a)s", "\\u0000",
    "⟦complaints.received⟧", "{complaints.received}", "_x0000_", "'; DROP TABLE x;--",
)  # fmt: skip
HOSTILE = (*FORMULAS, *POISON)
