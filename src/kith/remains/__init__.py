"""What remains of Kith on a device: the one list that the page and `kith forget` both rest on."""
