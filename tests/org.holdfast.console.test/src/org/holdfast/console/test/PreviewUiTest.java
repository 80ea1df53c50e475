// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Button;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look into a file: what is in it is seen, whatever it is, and nothing of it acts. */
class PreviewUiTest {
    private static final String READ = "POST /v1/read";
    private static final String ROOT = "GET /v1/entries?snapshot=aa&path=%2F";
    private static final int RED = 0xd02020;

    private StandIn node;

    @BeforeEach
    void begin() throws IOException {
        Desk.clear();
        node = new StandIn()
                .on(
                        "GET /v1/snapshots",
                        "{'type':'snapshot','id':'aa','state':'FULL','time':'2026-11-29T12:00:00Z','files':3}")
                .on(ROOT, entry("", "directory", 0).replace("/home/ada/", "/home/ada"))
                .on(
                        ROOT + "home%2Fada",
                        entry("letters", "directory", 0),
                        entry("one.txt", "file", 12),
                        entry("two.png", "file", 900),
                        entry("\\u202egpj.exe", "file", 7));
        Ui.show("snapshots");
        Ui.awaitRow("entries", "one.txt");
    }

    @AfterEach
    void end() throws IOException {
        Ui.run(() -> Ui.find("browse-preview", Button.class)
                .filter(Button::getSelection)
                .ifPresent(each -> {
                    each.setSelection(false);
                    each.notifyListeners(SWT.Selection, new org.eclipse.swt.widgets.Event());
                }));
        node.close();
    }

    private static String entry(String name, String kind, long size) {
        return "{'type':'entry','snapshot':'aa','path':'/home/ada/" + name + "','kind':'" + kind
                + "','mode':'0644','owner':'ada','group':'ada','size':" + size
                + ",'modified':'2026-11-29T12:00:00Z'}";
    }

    private void holds(byte[] bytes) {
        node.on(
                READ,
                entry("file", "file", bytes.length),
                "{'type':'content','position':0,'data':'" + Base64.getEncoder().encodeToString(bytes) + "'}",
                "{'type':'read','bytes':" + bytes.length + ",'fetched_bytes':4096}");
    }

    @Test
    void nothingIsFetchedUntilSomebodyWantsIt() {
        holds("dear reader".getBytes(StandardCharsets.UTF_8));
        Ui.select("entries", "one.txt");
        Ui.pause(600);
        assertFalse(node.heard(READ));
        Ui.click("browse-preview");
        Ui.awaitText("preview-text", "dear reader");
        assertEquals("one.txt", Ui.on(() -> Ui.text("preview-name")));
        Ui.awaitText("preview-state", "12 B, text (UTF-8). Partners sent 4.0 KiB for it, which count");
        assertTrue(
                node.heard(READ + " {\"snapshot\":\"aa\",\"path\":\"/home/ada/one.txt\",\"most_bytes\":262144}"),
                () -> node.asked.toString());
        Ui.select("entries", "letters");
        Ui.awaitText("preview-state", "folder");
        assertEquals("", Ui.on(() -> Ui.text("preview-text")), "nothing of the file before stays");
    }

    @Test
    void whatIsInAFileDoesNotActNorDoesItsName() {
        holds("\u001b]0;owned\u0007 R&D <b>bold\n\u202etxt.exe\u202c and a line that is long enough to be a text"
                .getBytes(StandardCharsets.UTF_8));
        Ui.click("browse-preview");
        Ui.select("entries", "gpj.exe");
        Ui.awaitText("preview-text", "⟦U+001B⟧]0;owned⟦U+0007⟧ R&D <b>bold");
        Ui.awaitText("preview-text", "⟦U+202E⟧txt.exe⟦U+202C⟧");
        Ui.awaitText("preview-name", "⟦U+202E⟧gpj.exe");
    }

    private static byte[] picture(int format) {
        ImageData data = new ImageData(400, 300, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        for (int y = 0; y < data.height; y++) {
            for (int x = 0; x < data.width; x++) {
                data.setPixel(x, y, RED);
            }
        }
        ImageLoader loader = new ImageLoader();
        loader.data = new ImageData[] {data};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        loader.save(out, format);
        return out.toByteArray();
    }

    @Test
    void aPictureIsSeen() {
        holds(picture(SWT.IMAGE_PNG));
        Ui.click("browse-preview");
        Ui.select("entries", "two.png");
        Ui.awaitText("preview-state", "PNG picture, 400 × 300");
        awaitRed();
        assertTrue(node.heard(READ + " {\"snapshot\":\"aa\",\"path\":\"/home/ada/two.png\",\"most_bytes\":8388608}"));
        holds(picture(SWT.IMAGE_JPEG));
        Ui.select("entries", "one.txt");
        Ui.awaitText("preview-state", "JPEG picture, 400 × 300");
        awaitRed();
    }

    private static void awaitRed() {
        Ui.await("it is on the screen", () -> {
            RGB colour = Ui.middle("preview-picture");
            return colour.red > 180 && colour.green < 80 && colour.blue < 80;
        });
    }

    @Test
    void aPictureThatWouldTakeAllMemoryIsNotUnpacked() {
        byte[] bomb = picture(SWT.IMAGE_PNG);
        ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
        holds(bomb);
        Ui.click("browse-preview");
        Ui.select("entries", "two.png");
        Ui.awaitText("preview-state", "too many pixels to be shown");
    }

    @Test
    void aDamagedPictureAndAProgramAreShownAsBytes() {
        byte[] damaged = picture(SWT.IMAGE_PNG);
        java.util.Arrays.fill(damaged, 33, damaged.length, (byte) 7);
        holds(damaged);
        Ui.click("browse-preview");
        Ui.select("entries", "two.png");
        Ui.awaitText("preview-state", "PNG picture that is damaged");
        Ui.awaitText("preview-text", "00000000  89 50 4e 47");
        holds("\177ELF\0\1\2".getBytes(StandardCharsets.ISO_8859_1));
        Ui.select("entries", "one.txt");
        Ui.awaitText("preview-state", "program for Unix; its first bytes:");
        Ui.awaitText("preview-text", "7f 45 4c 46 00 01 02");
    }

    @Test
    void whoGoesOnCallsItOff() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        node.on(READ, out -> {
            if (!node.asked.getLast().contains("one.txt")
                    && !node.asked.getLast().contains("two.png")) {
                return;
            }
            if (node.asked.stream().anyMatch(each -> each.startsWith(READ) && each.contains("two.png"))) {
                out.write((entry("two.png", "file", 2) + "\n{'type':'content','position':0,'data':'T0s='}\n")
                        .replace('\'', '"'));
                return;
            }
            try {
                while (true) {
                    out.write("{\"type\":\"something_new\"}\n");
                    out.flush();
                    Ui.pause(50);
                }
            } catch (IOException e) {
                hungUp.countDown();
                throw e;
            }
        });
        Ui.click("browse-preview");
        Ui.select("entries", "one.txt");
        Ui.await("it is asked for", () -> node.heard(READ));
        Ui.awaitText("preview-state", "Fetching it from partners");
        Ui.select("entries", "two.png");
        assertTrue(hungUp.await(20, TimeUnit.SECONDS), "the node hears that nobody waits any more");
        Ui.awaitText("preview-text", "OK");
        Ui.awaitText("preview-name", "two.png");
    }

    @Test
    void whatTheNodeRefusesIsSaid() {
        node.on(READ, StandIn.error("BUSY", "restore", "A restore goes on.").replace('"', '\''));
        Ui.click("browse-preview");
        Ui.select("entries", "one.txt");
        Ui.awaitText("preview-state", "A restore goes on. (BUSY)");
        node.on(
                READ,
                StandIn.error("ROLE_NEEDED", READ, "That takes the role operator.")
                        .replace('"', '\''));
        Ui.select("entries", "two.png");
        Ui.awaitText("preview-state", "That takes the role operator. Ask who looks after that node for a pass");
    }
}
