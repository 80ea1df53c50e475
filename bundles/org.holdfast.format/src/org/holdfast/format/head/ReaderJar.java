// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.util.Comparator;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Digest;

/**
 * A plug-in without which some of the stored data cannot be read: its signed jar lies at the partners like metadata do,
 * in built-in formats, so that a blank machine can install it before it needs it. That the jar is named here does not
 * make it trusted: whoever installs it checks its signature as of any other.
 *
 * @param name its Bundle-SymbolicName
 * @param version its Bundle-Version
 * @param sha256 of the jar
 * @param formats that stored data are in and it reads; none if another reader is built upon it
 * @param jar where the jar's bytes lie
 */
public record ReaderJar(String name, String version, Digest sha256, FormatsUsed formats, StreamRef jar) {
    /**
     * By name, then by the version's text, then by hash: the order in a head. Two with the same place in it are one and
     * the same reader.
     */
    public static final Comparator<ReaderJar> ORDER = Comparator.comparing(ReaderJar::name)
            .thenComparing(ReaderJar::version)
            .thenComparing(ReaderJar::sha256);

    /** The longest jar, in bytes. */
    public static final long MAX_JAR = 256L << 20;

    static final int SMALLEST = 54;
    private static final int MAX_NAME = 255;
    private static final int MAX_VERSION = 64;

    public ReaderJar {
        if (!isWord(name, MAX_NAME) || !isWord(version, MAX_VERSION)) {
            throw new IllegalArgumentException("a reader has a name and a version in printable ASCII without blanks");
        }
        if (jar.length() < 1 || jar.length() > MAX_JAR) {
            throw new IllegalArgumentException("a reader's jar has 1 byte to 256 MiB");
        }
    }

    private static boolean isWord(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(each -> each > 0x20 && each < 0x7F);
    }

    /** Whether a head can name a plug-in like this. */
    public static boolean canName(String name, String version) {
        return isWord(name, MAX_NAME) && isWord(version, MAX_VERSION);
    }

    // Layout: name text8 | version text8 | SHA-256 32 | formats | stream

    void write(ByteWriter out) {
        out.text8(name, MAX_NAME).text8(version, MAX_VERSION).id32(sha256.value());
        formats.write(out);
        jar.write(out);
    }

    static ReaderJar read(ByteReader in) {
        return new ReaderJar(
                in.text8(MAX_NAME),
                in.text8(MAX_VERSION),
                new Digest(in.id32()),
                FormatsUsed.read(in),
                StreamRef.read(in));
    }
}
