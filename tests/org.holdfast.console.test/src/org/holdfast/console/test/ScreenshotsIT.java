// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.Test;

/**
 * The pictures of docs/console.md: {@code ./build screenshots} takes them, into the folder that {@code holdfast.shots}
 * names. Each is the whole window, light and dark, with a real node that has seven partners and real snapshots.
 */
class ScreenshotsIT {
    private static final String SHOTS = System.getProperty("holdfast.shots", "");
    private static final int NODES = 8;

    @Test
    void everyPerspectiveInBothThemes() throws IOException {
        assumeFalse(SHOTS.isEmpty(), "pictures are taken by ./build screenshots");
        try (RealLab lab = RealLab.up(NODES, "5+2")) {
            populate(lab);
            Ui.run(() -> main().setSize(1240, 800));
            Ui.click("node-1");
            Ui.awaitText("headline", "Your data are safe");
            Ui.click("node-0");
            Ui.click("close-node");
            takeAll("light");
            Ui.click("theme");
            takeAll("dark");
            takeActivity(lab);
        }
    }

    private static void populate(RealLab lab) throws IOException {
        Path papers = Files.createDirectories(RealLab.FOLDER.resolveSibling("papers"));
        Random random = new Random(1);
        for (String folder : List.of("letters", "minutes", "photos", "plans/2025", "plans/2026")) {
            Files.createDirectories(papers.resolve(folder));
            for (int i = 1; i <= 12; i++) {
                byte[] content = new byte[20_000 + random.nextInt(400_000)];
                random.nextBytes(content);
                Files.write(
                        papers.resolve(folder).resolve("%s-%02d.odt".formatted(folder.replace('/', '-'), i)), content);
            }
        }
        Harbour.paint(papers.resolve("photos/harbour.jpg"));
        lab.owner("source", "add", papers.toString(), "--exclude", "*.tmp");
        lab.owner("backup", "--wait");
        Files.writeString(papers.resolve("plans/2026/budget.ods"), "more than last year");
        Files.delete(papers.resolve("minutes/minutes-03.odt"));
        Files.writeString(papers.resolve("letters/letters-01.odt"), "Dear reader");
        lab.owner("backup", "--wait");
    }

    private static void takeAll(String theme) {
        Ui.show("overview");
        Ui.awaitRow("events", "SNAPSHOT_PROTECTED");
        take("overview", theme);
        Ui.show("snapshots");
        Ui.awaitRow("snapshots", "fully protected");
        Ui.awaitRow("entries", "plans");
        Ui.expand("folders", "plans");
        Ui.await("it is open", () -> Ui.tree("folders").stream().anyMatch(each -> each.contains("2026")));
        Ui.select("entries", "letters");
        take("snapshots", theme);
        Ui.enter("entries");
        Ui.click("browse-up");
        Ui.select("entries", "photos");
        Ui.enter("entries");
        Ui.click("browse-preview");
        Ui.select("entries", "harbour.jpg");
        Ui.awaitText("preview-state", "JPEG picture");
        take("preview", theme);
        Ui.click("browse-preview");
        Ui.click("browse-up");
        Ui.tab("snapshot-tabs", 2);
        Ui.click("compare-go");
        Ui.awaitRow("differences", "added");
        take("compare", theme);
        Ui.tab("snapshot-tabs", 0);
        Ui.show("partners");
        Ui.select("partners", "node3");
        Ui.awaitRow("history", "AGREEMENT_MADE");
        take("partners", theme);
        Ui.show("plugins");
        Ui.select("providers", "tornado-v1");
        take("plugins", theme);
        Ui.show("policies");
        Ui.select("settings", "durability.target");
        take("policies", theme);
        Ui.show("recovery");
        Ui.awaitText("sheet-state", "still on this machine");
        take("recovery", theme);
        Ui.show("confederation");
        Ui.awaitRow("members", "node8");
        take("confederation", theme);
    }

    /** With a backup that is on its way, slow enough to be seen, once in each theme. */
    private static void takeActivity(RealLab lab) throws IOException {
        lab.owner("config", "set", "send.rates", "always=60000");
        Random random = new Random(2);
        for (String theme : List.of("dark", "light")) {
            byte[] large = new byte[90_000_000];
            random.nextBytes(large);
            Files.write(RealLab.FOLDER.resolveSibling("papers").resolve("film-" + theme + ".mkv"), large);
            Ui.show("overview");
            Ui.click("back-up");
            Ui.show("activity");
            Ui.awaitRow("lanes", "| 0 B");
            Ui.await(
                    "each partner has confirmed something",
                    () -> Ui.rows("works").getFirst().contains("running")
                            && Ui.rows("lanes").size() == NODES - 1
                            && Ui.rows("lanes").stream().noneMatch(each -> each.contains("| 0 B")));
            take("activity", theme);
            Ui.awaitRow("works", "done");
            lab.owner("status");
            Ui.click("theme");
        }
    }

    private static Shell main() {
        return Arrays.stream(Display.getDefault().getShells())
                .filter(shell -> shell.isVisible() && shell.getParent() == null)
                .findFirst()
                .orElseThrow();
    }

    private static void take(String name, String theme) {
        Ui.pause(900); // for what is painted later
        Ui.run(() -> {
            Display display = Display.getDefault();
            Rectangle bounds = main().getBounds();
            Image image = new Image(display, bounds.width, bounds.height);
            GC screen = new GC(display);
            screen.copyArea(image, bounds.x, bounds.y);
            screen.dispose();
            ImageLoader loader = new ImageLoader();
            loader.data = new ImageData[] {image.getImageData()};
            try {
                Files.createDirectories(Path.of(SHOTS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            loader.save(Path.of(SHOTS, "console-" + name + "-" + theme + ".png").toString(), SWT.IMAGE_PNG);
            image.dispose();
        });
    }
}
