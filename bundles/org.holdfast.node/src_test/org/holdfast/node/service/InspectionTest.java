// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.MetricReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nodes say how they are: after a backup, without a source, without partners, with another one's clock. */
@Tag("G")
class InspectionTest {
    private static final Set<String> SUBSYSTEMS = Set.of(
            "audits",
            "backups",
            "clock",
            "discovery",
            "disk",
            "drills",
            "ledger",
            "partners",
            "plugins",
            "providers",
            "sources",
            "transport");

    @TempDir
    Path folder;

    private static CheckReport check(TestNode node, String name) {
        List<CheckReport> all = new InspectionDesk(node.node(), java.util.Optional.empty()).checks();
        Set<String> names = new HashSet<>();
        all.forEach(each -> names.add(each.check()));
        assertEquals(SUBSYSTEMS, names);
        return all.stream()
                .filter(each -> each.check().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void is(String status, TestNode node, String name) {
        CheckReport report = check(node, name);
        assertEquals(status, report.status(), report::toString);
    }

    private static double figure(List<MetricReport> all, String name) {
        MetricReport found = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertEquals(1, found.samples().size(), found::toString);
        return found.samples().getFirst().value();
    }

    @Test
    void everyPartOfANodeThatHasBackedUpIsWellUntilItsSourceAndPartnersAreGone() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        try (TestConfederation town = new TestConfederation(folder, 4).start("2+1")) {
            TestNode owner = town.owner();
            is("WARN", owner, "backups");
            owner.source(source).backup();
            for (String each : SUBSYSTEMS) {
                is("OK", owner, each);
            }
            figures(owner);
            Files.delete(source.resolve("file"));
            Files.delete(source);
            is("CRITICAL", owner, "sources");
            assertTrue(check(owner, "sources").findings().getFirst().found().contains(source.toString()));
            town.partners().forEach(TestNode::stop);
            Await.until(
                    "partners are gone", () -> owner.node().network().linked().isEmpty());
            is("CRITICAL", owner, "partners");
            owner.set(Setting.CODING, "no-such-code");
            is("CRITICAL", owner, "providers");
        }
    }

    /** The names that docs/admin.md lists. */
    private static Set<String> documented() throws IOException {
        return Pattern.compile("^\\| `(holdfast_[a-z_]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../../docs/admin.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCheckIsInTheDocument() throws IOException {
        String table = Files.readString(Path.of("../../docs/admin.md"))
                .split("\\| part \\|", 2)[1]
                .split("\n\n", 2)[0];
        assertEquals(
                SUBSYSTEMS,
                Pattern.compile("^\\| `([a-z]+)` \\|", Pattern.MULTILINE)
                        .matcher(table)
                        .results()
                        .map(row -> row.group(1))
                        .collect(Collectors.toSet()));
    }

    private static void figures(TestNode owner) throws IOException {
        List<MetricReport> all = owner.control().inspection().metrics();
        assertEquals(1, figure(all, "holdfast_safe"));
        assertEquals(1, figure(all, "holdfast_snapshots"));
        assertEquals(3, figure(all, "holdfast_partners"));
        assertEquals(3, figure(all, "holdfast_partners_reachable"));
        assertTrue(figure(all, "holdfast_stored_bytes") > 0);
        assertEquals(figure(all, "holdfast_segments"), figure(all, "holdfast_segments_full"));
        double began = figure(all, "holdfast_last_snapshot_timestamp_seconds");
        assertTrue(Math.abs(began - owner.node().clock().instant().getEpochSecond()) < 600);
        for (MetricReport each : all) {
            assertTrue(each.name().matches("holdfast_[a-z_]+"), each::toString);
            assertEquals(each.type() == MetricReport.Type.COUNTER, each.name().endsWith("_total"), each::toString);
            assertFalse(each.help().isBlank(), each::toString);
        }
        assertEquals(
                documented(), new TreeSet<>(all.stream().map(MetricReport::name).toList()));
        MetricReport stored = all.stream()
                .filter(each -> each.name().equals("holdfast_partner_stored_bytes"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, stored.samples().size());
        stored.samples().forEach(each -> assertTrue(each.labels().get("partner").matches("[0-9a-f]{8}")));
    }
}
