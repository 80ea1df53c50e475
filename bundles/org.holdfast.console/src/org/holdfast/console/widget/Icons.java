// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.widgets.Display;
import org.holdfast.console.node.Theme;

/** The pictures of {@code icons/}: line drawings, drawn in the size and colour that is asked for. For the UI thread. */
final class Icons {
    private static final int PERCENT = 100;

    private record Key(String name, String colour, String halo, int size) {}

    private final Display display;
    private final Map<Key, Image> images = new HashMap<>();
    private final Map<String, String> drawings = new HashMap<>();

    Icons(Display display) {
        this.display = display;
        display.addListener(
                org.eclipse.swt.SWT.Dispose, event -> images.values().forEach(Image::dispose));
    }

    Image get(String name, Tone tone, Theme theme, int size) {
        return images.computeIfAbsent(new Key(name, tone.hex(theme), Tone.halo(theme), size), this::draw);
    }

    private Image draw(Key key) {
        String drawing = onHalo(drawings.computeIfAbsent(key.name(), Icons::read), key.halo())
                .replace("currentColor", key.colour());
        return new Image(display, (ImageDataProvider) zoom -> scaled(drawing, key.size() * zoom / PERCENT));
    }

    /** The same lines below, wide and pale: so they stand out on the row that is selected, whatever its colour. */
    private static String onHalo(String drawing, String halo) {
        int begin = drawing.indexOf('>') + 1;
        String lines = drawing.substring(begin, drawing.lastIndexOf("</svg>"));
        return drawing.substring(0, begin) + "<g stroke=\"" + halo + "\" stroke-width=\"5\">" + lines + "</g>" + lines
                + "</svg>";
    }

    private static ImageData scaled(String drawing, int pixels) {
        String sized =
                drawing.replace("width=\"24\" height=\"24\"", "width=\"" + pixels + "\" height=\"" + pixels + "\"");
        return new ImageData(new ByteArrayInputStream(sized.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(String name) {
        try (InputStream file = Icons.class.getResourceAsStream("/icons/" + name + ".svg")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no picture icons/" + name + ".svg.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
