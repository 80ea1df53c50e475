// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Test;

class NioNamesTest {
    private final NioNames windows = new NioNames(true);
    private final NioNames unix = new NioNames(false);

    @Test
    void whatWindowsTakesForSomethingElseIsRefusedThere() {
        for (String name : List.of(
                "a\\b",
                "C:",
                "stream:x",
                "con",
                "NUL",
                "Aux.txt",
                "com1",
                "LPT9.tar.gz",
                "COM\u00b2",
                "CONIN$",
                "nul ",
                "nul .txt",
                "ends.",
                "ends ",
                "a*",
                "a?",
                "a<b",
                "a>b",
                "a|b",
                "a\"b",
                "a\nb")) {
            assertEquals(true, windows.refuse(PathText.bytes(name)).isPresent(), name);
            assertEquals(!canBeNamed(name), unix.refuse(PathText.bytes(name)).isPresent(), name);
        }
    }

    @Test
    void ordinaryNamesAreTaken() {
        for (String name : List.of("a", ".hidden", "a b", "console", "com10", "nul2", "…", "a.b.c", "COM")) {
            assertEquals(!canBeNamed(name), windows.refuse(PathText.bytes(name)).isPresent(), name);
        }
    }

    @Test
    void whatNoSystemCouldHoldIsRefusedEverywhere() {
        for (NioNames names : List.of(windows, unix)) {
            for (String name : List.of("", ".", "..", "a/b", "a\0b", "x".repeat(5000))) {
                assertEquals(true, names.refuse(PathText.bytes(name)).isPresent(), name);
            }
            assertEquals(true, names.refuse(Bytes.of(new byte[] {(byte) 0xff})).isPresent());
        }
    }

    /** Beyond ASCII, Java on Unix can only name what the character set of its environment has. */
    private static boolean canBeNamed(String name) {
        return name.chars().allMatch(c -> c < 0x80) || "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    }
}
