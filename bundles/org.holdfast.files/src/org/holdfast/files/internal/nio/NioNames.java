// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.holdfast.files.PathText;
import org.holdfast.files.Restored;
import org.holdfast.files.internal.ComponentName;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/** Names as bytes (UTF-8) and as paths, and which of them a system of this kind cannot hold. */
final class NioNames {
    private static final String FORBIDDEN = "\\:*?\"<>|";
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
    private final boolean windows;

    NioNames(boolean windows) {
        this.windows = windows;
    }

    /** The text of a name or path; empty if it is not UTF-8. */
    static Optional<String> text(Bytes name) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name.toArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * The last component as bytes; empty if no text stands for it, as with half a surrogate pair on Windows, or bytes on
     * Unix that are not of its character set.
     */
    static Optional<Bytes> bytes(Path path) {
        Path last = path.getFileName() == null ? path.getFileSystem().getPath("") : path.getFileName();
        Bytes bytes = PathText.bytes(last.toString());
        return text(bytes)
                .filter(text -> text.equals(last.toString()) && names(last, text))
                .map(_ -> bytes);
    }

    private static boolean names(Path path, String text) {
        try {
            return path.getFileSystem().getPath(text).equals(path);
        } catch (InvalidPathException e) {
            // The text has characters that stand for undecodable bytes, and no bytes stand for them.
            return false;
        }
    }

    Optional<Restored.Refused> refuse(Bytes name) {
        return ComponentName.refuse(name).or(() -> refuseText(name));
    }

    /** The entry of a directory; only for names that are not refused. */
    static Path resolve(Path directory, Bytes name) {
        return directory.resolve(text(name).orElseThrow());
    }

    private Optional<Restored.Refused> refuseText(Bytes name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return refused(name, "is not UTF-8, which this system wants");
        }
        if (windows && isForbiddenOnWindows(text.get())) {
            return refused(name, "means something else on Windows");
        }
        try {
            Path.of(text.get());
            return Optional.empty();
        } catch (InvalidPathException e) {
            return refused(name, "is no name on this system: " + e.getReason());
        }
    }

    private static boolean isForbiddenOnWindows(String name) {
        boolean forbidden = name.endsWith(".") || name.endsWith(" ");
        for (int i = 0; i < name.length(); i++) {
            forbidden |= name.charAt(i) < ' ' || FORBIDDEN.indexOf(name.charAt(i)) >= 0;
        }
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
        // COM and LPT take the digits of ISO 8859-1 as well: ¹ ² ³.
        return forbidden || DEVICES.contains(stem) || stem.matches("(COM|LPT)[0-9\u00b9\u00b2\u00b3]");
    }

    private static Optional<Restored.Refused> refused(Bytes name, String why) {
        return Optional.of(
                new Restored.Refused(ErrorCode.MALFORMED_INPUT, "the name \"" + PathText.shown(name) + "\" " + why));
    }
}
