// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Random;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PathTextTest {
    @Test
    void ordinaryPathsAreShownAsTheyAre() {
        for (String path : new String[] {"", "/", "home/Zoë/日本.txt", "a b'\"$(x)", "😀"}) {
            assertEquals(path, PathText.shown(PathText.bytes(path)));
        }
    }

    @Test
    void whatCouldDeceiveIsEscaped() {
        assertEquals("a\\x0ab", PathText.shown(PathText.bytes("a\nb")));
        assertEquals("\\x1b[31m", PathText.shown(PathText.bytes("\u001b[31m")));
        assertEquals("\\x7f\\xc2\\x85", PathText.shown(PathText.bytes("\u007f\u0085")));
        assertEquals("x\\xe2\\x80\\xaegnp.exe", PathText.shown(PathText.bytes("x\u202egnp.exe")));
        assertEquals("\\xe2\\x80\\xa8", PathText.shown(PathText.bytes("\u2028")));
        assertEquals("\\\\x41", PathText.shown(PathText.bytes("\\x41")));
    }

    @Test
    void bytesThatAreNoTextAreEscapedOneByOne() {
        assertEquals("\\xffa\\xc3", shown(0xff, 'a', 0xc3));
        assertEquals("\\xed\\xa0\\x80", shown(0xed, 0xa0, 0x80), "half a surrogate");
        assertEquals("\\xc0\\xaf", shown(0xc0, 0xaf), "overlong");
        assertEquals("\\xe2\\x82", shown(0xe2, 0x82), "cut");
        assertEquals("\\x80é", shown(0x80, 0xc3, 0xa9), "lone");
    }

    @Test
    void everyPathIsFoundAgainFromItsText() {
        long seed = 20_250_101;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] path = new byte[random.nextInt(12)];
            for (int i = 0; i < path.length; i++) {
                path[i] = (byte) (random.nextBoolean() ? random.nextInt(256) : "\\x4\u00e2".charAt(random.nextInt(4)));
            }
            Bytes bytes = Bytes.of(path);
            String text = PathText.shown(bytes);
            assertEquals(bytes, PathText.parse(text), "seed " + seed + ", round " + round + ", " + bytes);
            assertFalse(text.chars().anyMatch(c -> c < ' ' || c == 0x7f), text);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPathKeepsItsBytes() {
        Bytes bytes = Bytes.of(new byte[] {'/', 't', 'm', 'p', '/', (byte) 0xff, '%', '\n', (byte) 0xc3});
        assertEquals(bytes, PathText.bytes(TreeFolder.at(Path.of("/tmp"), new byte[] {
            (byte) 0xff, '%', '\n', (byte) 0xc3
        })));
        assertEquals(PathText.bytes("/"), PathText.bytes(Path.of("/")));
        assertEquals(PathText.bytes("/tmp"), PathText.bytes(Path.of("/tmp/")));
    }

    private static String shown(int... bytes) {
        byte[] path = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            path[i] = (byte) bytes[i];
        }
        return PathText.shown(Bytes.of(path));
    }
}
