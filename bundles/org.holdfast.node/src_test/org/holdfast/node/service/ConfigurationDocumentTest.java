// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is what the settings say, and every default is one that a node starts with. */
class ConfigurationDocumentTest {
    @Test
    void theDocumentIsUpToDate() throws IOException {
        assertEquals(
                ConfigurationDocument.text(),
                Files.readString(ConfigurationDocument.FILE),
                "docs/configuration.md is out of date: run ConfigurationDocument.main in bundles/org.holdfast.node");
    }

    @Test
    void theMetatypeIsUpToDate() throws IOException {
        assertEquals(
                MetatypeDocument.text(),
                Files.readString(MetatypeDocument.FILE),
                MetatypeDocument.FILE + " is out of date: run MetatypeDocument.main in bundles/org.holdfast.node");
    }

    @Test
    void aNodeWithoutSettingsHasTheDefaults() {
        NodeSettings settings = NodeSettings.of(Map.of());
        for (Setting each : Setting.values()) {
            assertEquals(each.safeDefault(), settings.text(each), each::key);
        }
    }

    @Test
    void keysSayTheirUnitInLowerCase() {
        for (Setting each : Setting.values()) {
            assertTrue(each.key().matches("[a-z]+(\\.[a-z]+)*"), each::key);
        }
    }
}
