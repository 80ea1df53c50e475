// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.node.control.NodeControl;

/** Writes docs/openapi.json; run it in bundles/org.holdfast.web after the calls or their objects have changed. */
final class OpenApiDocument {
    static final Path FILE = Path.of("../../docs/openapi.json");

    private OpenApiDocument() {}

    static String text() {
        return OpenApi.text(new Routes(Samples.node(NodeControl.class), TestSessions.some()).all());
    }

    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text());
    }
}
