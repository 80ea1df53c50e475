// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A settings file of another version, or with a slip of the pen in it. */
@Tag("G")
class UnknownSettingsTest {
    private static final Map<String, Object> FILE = Map.of(
            "retention.days", "30",
            "nmae", "pc1",
            "name", "pc2",
            "service.pid", NodeSettings.PID,
            "felix.fileinstall.filename", "file:/etc/org.holdfast.node.cfg",
            "osgi.ds.satisfying.condition.target", "(osgi.condition.id=true)",
            "component.id", 7L);

    @Test
    void whatIsNoSettingIsFound() {
        assertEquals(List.of("nmae", "retention.days"), List.copyOf(UnknownSettings.of(FILE)));
    }

    @Test
    void itStopsNothing() {
        assertEquals("pc2", NodeSettings.of(FILE).text(Setting.NAME));
    }
}
