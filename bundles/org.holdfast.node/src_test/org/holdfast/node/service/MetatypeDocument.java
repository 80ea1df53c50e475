// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The metatype of the node's settings as it has to be, made from {@link Setting}; {@link #main} writes it anew. */
final class MetatypeDocument {
    static final Path FILE = Path.of("src/OSGI-INF/metatype", NodeSettings.PID + ".xml");

    private static final String BEGIN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- SPDX-License-Identifier: EPL-2.0 -->
            <!-- Made from org.holdfast.node.service.Setting by MetatypeDocument (src_test). Change it there. -->
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.3.0">
              <OCD id="%1$s" name="Node" description="Settings of this node.">
            """;

    private static final String END = """
              </OCD>
              <Designate pid="%1$s">
                <Object ocdref="%1$s"/>
              </Designate>
            </metatype:MetaData>
            """;

    private MetatypeDocument() {}

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text());
    }

    static String text() {
        return Arrays.stream(Setting.values())
                .map(MetatypeDocument::row)
                .collect(Collectors.joining("", BEGIN.formatted(NodeSettings.PID), END.formatted(NodeSettings.PID)));
    }

    /** All are texts, as their ranges say more than numbers could. In a default a comma would begin another value. */
    private static String row(Setting setting) {
        return "    <AD id=\"" + setting.key() + "\" type=\"String\" default=\""
                + escaped(setting.safeDefault().replace(",", "\\,")) + "\" name=\"" + setting.key()
                + "\" description=\"" + escaped(setting.meaning() + " (" + setting.range() + ")")
                + "\" required=\"false\"/>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
