// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the first bytes of a file say that it is: a word, or {@code unknown}. Names of files say nothing. */
enum FileFormat {
    PDF(0, "%PDF-"),
    ZIP(0, "PK\003\004"),
    GZIP(0, "\037\213"),
    XZ(0, "\3757zXZ"),
    ZSTD(0, "(\265/\375"),
    BZIP(0, "BZh"),
    SEVENZIP(0, "7z\274\257\047\034"),
    ELF(0, "\177ELF"),
    EXE(0, "MZ"),
    CLASS(0, "\312\376\272\276"),
    SQLITE(0, "SQLite format 3"),
    MOVIE(4, "ftyp"),
    MATROSKA(0, "\032\105\337\243"),
    RIFF(0, "RIFF"),
    OGG(0, "OggS"),
    MPTHREE(0, "ID3"),
    FLAC(0, "fLaC"),
    PNG(0, "\211PNG"),
    JPEG(0, "\377\330\377"),
    GIF(0, "GIF8"),
    TIFF(0, "II*\000"),
    TAR(257, "ustar");

    private final int offset;
    private final byte[] sign;

    FileFormat(int offset, String sign) {
        this.offset = offset;
        this.sign = sign.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As in the console's words. */
    static String of(byte[] bytes) {
        return Arrays.stream(values())
                .filter(each -> each.fits(bytes))
                .findFirst()
                .map(each -> each.name().toLowerCase(java.util.Locale.ROOT))
                .orElse("unknown");
    }

    private boolean fits(byte[] bytes) {
        int end = offset + sign.length;
        return bytes.length >= end && Arrays.equals(bytes, offset, end, sign, 0, sign.length);
    }
}
