// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.select.PipelineOrder;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every legal pipeline stores and restores, each segment in the one that was set when it was begun. */
class PipelinesTest {
    private static final List<String> STEPS = List.of("compress", "encrypt", "code", "encrypt");

    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private final Trace trace = new Trace();

    @BeforeEach
    void start() {
        data = folder.resolve("data");
        all = new TestConfederation(folder, 4);
        all.node(0).around(trace.wrapping());
        all.start("2+1");
        owner = all.owner();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static Set<String> legal() {
        Set<String> orders = new LinkedHashSet<>();
        for (int subset = 1; subset < 1 << STEPS.size(); subset++) {
            List<String> steps = new ArrayList<>();
            for (int i = 0; i < STEPS.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    steps.add(STEPS.get(i));
                }
            }
            String order = String.join(" ", steps);
            if (PipelineOrder.parse(order) instanceof PipelineOrder.Legal) {
                orders.add(order);
            }
        }
        return orders;
    }

    private void add(int number) {
        Data.random(data.resolve("noise " + number), 300_000, number);
        byte[] text = ("number " + number + ", ").repeat(30_000).getBytes(StandardCharsets.UTF_8);
        Data.write(data.resolve("text " + number), text);
    }

    private void assertComesBack(String to) {
        assertEquals(0, owner.restore(folder.resolve(to)).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve(to), data)));
    }

    @Test
    @Tag("R33")
    @Tag("R55")
    void everyLegalPipelineRestores() {
        owner.set(Setting.UNENCRYPTED_ALLOWED, "true");
        add(0);
        owner.source(data);
        int number = 1;
        for (String order : legal()) {
            owner.set(Setting.PIPELINE, order);
            add(number++);
            assertEquals("FULL", owner.backup().state(), order);
        }
        assertComesBack("back");
        assertEquals(11, legal().size());
        Set<String> shapes =
                data().stream().map(row -> row.shape() + " " + row.pipeline()).collect(Collectors.toSet());
        assertEquals(legal().size(), shapes.size(), shapes::toString);
        owner.stop();
        owner.start();
        assertComesBack("after a restart");
    }

    private List<SegmentRow> data() {
        return owner.ledger().segments().inState(SegmentState.PLACED).stream()
                .filter(row -> row.blockClass() == BlockClass.DATA)
                .toList();
    }

    @Test
    @Tag("R33")
    void withoutEncryptionNothingLeavesUnlessItIsAllowed() {
        add(1);
        owner.source(data);
        HoldfastException refused =
                assertThrows(HoldfastException.class, () -> owner.control().configure("pipeline", "compress code"));
        assertEquals(ErrorCode.PROVIDER_REFUSED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("unencrypted.allowed"), refused::getMessage);
        owner.set(Setting.PIPELINE, "compress code");
        assertEquals(
                ErrorCode.PROVIDER_REFUSED,
                assertThrows(HoldfastException.class, owner::backup).code());
        assertEquals(List.of(), data());
        HoldfastException order =
                assertThrows(HoldfastException.class, () -> owner.control().configure("pipeline", "encrypt compress"));
        assertEquals(ErrorCode.CONFIG_INVALID, order.code());
    }

    /** Metadata go through all layers, whatever data do. */
    @Test
    void metadataAreAlwaysEncryptedTwiceInBuiltInFormats() {
        owner.set(Setting.UNENCRYPTED_ALLOWED, "true");
        owner.set(Setting.PIPELINE, "code");
        add(1);
        owner.source(data).backup();
        assertEquals(Set.of(new FormatSet(1, 0, 0, 0)), formats(BlockClass.DATA));
        Set<FormatSet> metadata = formats(BlockClass.META);
        assertTrue(
                metadata.stream().allMatch(each -> each.withCompression(1).equals(FormatSet.BUILT_IN)),
                metadata::toString);
    }

    private Set<FormatSet> formats(BlockClass blockClass) {
        return owner.ledger().segments().inState(SegmentState.PLACED).stream()
                .filter(row -> row.blockClass() == blockClass)
                .map(SegmentRow::formats)
                .collect(Collectors.toSet());
    }

    @Test
    @Tag("R32")
    void doubleEncryptionIsCompressEncryptCodeEncrypt() {
        add(1);
        owner.source(data).backup();
        assertEquals(List.of("compress", "inner", "code", "outer"), trace.firstTimes());
    }

    @Test
    @Tag("R31")
    void singleEncryptionIsCompressCodeEncrypt() {
        add(1);
        owner.source(data).backup();
        owner.set(Setting.PIPELINE, "compress code encrypt");
        add(2);
        trace.clear();
        owner.backup();
        assertComesBack("back");
        assertTrue(
                data().stream()
                        .anyMatch(
                                row -> !row.pipeline().inner() && row.pipeline().outer()),
                data()::toString);
    }
}
