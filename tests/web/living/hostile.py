"""Host lines that a rebinding page, a proxy, a typo or an attacker would send; none is ours."""

NAME, PORT = "k-0123456789ab.localhost", 8765


def hosts(name: str = NAME, port: int = PORT) -> list[list[str]]:
    """Return lists of Host lines, each list one request's."""
    own = f"{name}:{port}"
    label = name.removesuffix(".localhost")
    single = [
        *_names_of_this_machine(port),
        *_other_ports(name, port),
        *_twisted(name, label, port),
        *_wrapped(own),
        *_addresses(own),
        *_near_misses(label, port),
    ]
    several = [[own, own], [own, "evil.example"], ["evil.example", own], [own, ""], []]
    return [[host] for host in dict.fromkeys(single) if host != own] + several


# ruff: noqa: S104 (these are names to refuse, nothing is bound to them)


def _names_of_this_machine(port: int) -> list[str]:
    names = [
        *("localhost", "LOCALHOST", "localhost.", "localhost.localdomain", "ip6-localhost"),
        *("127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0.0.1", "2130706433"),
        *("0x7f000001", "017700000001", "127.0.0.1.", "127.000.000.001", "0.0.0.0", "0", "00"),
        *("[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "::1"),
        *("[::1%25lo]", "[fe80::1%25eth0]", "[::1].", "[localhost]", "[127.0.0.1]", "[]", "["),
        *("127.0.0.1.nip.io", "localtest.me", "lvh.me", "127.0.0.1.sslip.io", "vcap.me", "spoofed"),
        *("192.168.1.1", "10.0.0.1", "169.254.169.254", "host.docker.internal", "evil.example"),
        *(
            "rbndr.us",
            "7f000001.c0a80001.rbndr.us",
            "xn--lclhost-2ya7d",
            "loсalhost",
            "localhost%00",
        ),
    ]
    return [f"{one}:{port}" for one in names] + names


def _other_ports(name: str, port: int) -> list[str]:
    ends = [
        *("", ":", ":0", ":80", ":443", ":8080", f":{port + 1}", f":{port - 1}", f":0{port}"),
        *(
            f":+{port}",
            f":-{port}",
            f": {port}",
            f":{port} ",
            f":{port}.",
            f":{port}0",
            f":{port}a",
        ),
        *(
            f":{port}:{port}",
            f":{port}:80",
            f":80:{port}",
            f":{hex(port)}",
            f":{port}.0",
            f":{port}/",
        ),
        *(
            f":{port}#",
            f":{port}?",
            f":{port}@",
            f":{port},",
            f":{port};",
            f"::{port}",
            f".:{port}",
        ),
        *(
            f":{port + 65536}",
            f":{port}\t",
            f":{port}%00",
            f":{port}%20",
            f":{port}e0",
            ":８７６５",
        ),
    ]
    return [name + end for end in ends]


def _twisted(name: str, label: str, port: int) -> list[str]:
    names = [
        *(name.upper(), name.title(), name.swapcase(), "K" + name[1:], name.replace("l", "L", 1)),
        *(
            f"{label}.LOCALHOST",
            f"{label}.localhost.",
            f"{label}..localhost",
            f".{name}",
            f"{label}.",
        ),
        *(f"{name}.", f"{name}..", f"{name}.evil.example", f"{name}.localhost", f"{label}.local"),
        *(
            f"evil.{name}",
            f"evil-{name}",
            f"www.{name}",
            f"a.b.{name}",
            f"{label}.localhost.localhost",
        ),
        *(f"{label}localhost", f"{label}-localhost", f"{label}_localhost", f"{label}%2elocalhost"),
        *(
            f"{label}。localhost",
            f"{label}．localhost",
            f"{label}\u200b.localhost",
            f"{label}\xad.localhost",
        ),
        *(
            name.replace("l", "ⅼ"),
            name.replace("o", "ο"),
            name.replace("0", "О"),
            name.replace("k", "ĸ"),
        ),
        *(f"{name}\x00", f"{name}%00", f"{name}\\", f"{name}/", f"{name}#", f"{name}?", f"{name};"),
        *(
            f"{name}&x",
            f"{name}=1",
            f"{name}%",
            f"{name}*",
            "*",
            f"*.{name}",
            f"{name}|x",
            f"'{name}'",
        ),
        *(
            f'"{name}"',
            f"<{name}>",
            f"({name})",
            f"{{{name}}}",
            f"`{name}`",
            f"{name}!",
            f"{name}~",
        ),
        *(f"{label}.localhost%3A{port}", f"{name},{name}", f"{name}, {name}", f"{name} {name}"),
    ]
    return [f"{one}:{port}" for one in names]


def _wrapped(own: str) -> list[str]:
    return [
        *(f"http://{own}", f"https://{own}", f"//{own}", f"http:{own}", f"ftp://{own}", f"{own}/"),
        *(
            f"user@{own}",
            f"user:pass@{own}",
            f"@{own}",
            f"{own}@evil.example",
            f"evil.example@{own}",
        ),
        *(
            f"{own}/today/",
            f"{own}?x",
            f"{own}#x",
            f"{own}\\@evil.example",
            f"{own}%40evil.example",
        ),
        *(
            f"{own},evil.example",
            f"evil.example,{own}",
            f"{own} evil.example",
            f"evil.example {own}",
        ),
        *(
            f"{own};evil.example",
            f"{own}|evil.example",
            f"{own}&evil.example",
            f"[{own}]",
            f"({own})",
        ),
        *(
            f"{own}, {own}",
            f"{own},{own}",
            f"{own}%0d%0aX: y",
            f"{own}\x0b",
            f"{own}\x0c",
            f"{own}\x85",
        ),
        *("", "%", "..", ".", "-", ":", ":::", "null", "undefined", "None", "*", "\xff", "\x7f"),
    ]


def _addresses(own: str) -> list[str]:
    return [f"192.168.{a}.{b}:{own.rpartition(':')[2]}" for a in range(2) for b in (1, 2, 10, 254)]


def _near_misses(label: str, port: int) -> list[str]:
    swapped = [label[:i] + "x" + label[i + 1 :] for i in range(2, len(label))]
    shorter = [label[:i] for i in range(1, len(label))]
    longer = [label + one for one in "0afz-"]
    return [f"{one}.localhost:{port}" for one in swapped + shorter + longer]
