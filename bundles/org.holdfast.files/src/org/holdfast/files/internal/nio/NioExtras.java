// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;

/**
 * Extended attributes as NIO has them: those of users (on Windows named streams) as {@code user.NAME}, and the DOS
 * attributes of Windows as {@code dos.attributes}, one byte of read-only 1, hidden 2, system 4, archive 32.
 */
final class NioExtras {
    static final Bytes DOS = PathText.bytes("dos.attributes");
    private static final String USER = "user.";
    private static final int LARGEST = 1 << 20;
    private static final int READ_ONLY = 1;
    private static final int HIDDEN = 2;
    private static final int SYSTEM = 4;
    private static final int ARCHIVE = 32;

    private NioExtras() {}

    static List<ExtendedAttribute> read(Path path) throws IOException {
        List<ExtendedAttribute> found = new ArrayList<>();
        Optional<DosFileAttributeView> dos = dos(path);
        if (dos.isPresent()) {
            found.add(new ExtendedAttribute(
                    DOS, Bytes.of(new byte[] {flags(dos.get().readAttributes())})));
        }
        Optional<UserDefinedFileAttributeView> view = user(path);
        if (view.isPresent()) {
            List<String> names = new ArrayList<>(view.get().list());
            Collections.sort(names);
            for (String name : names) {
                found.add(new ExtendedAttribute(PathText.bytes(USER + name), value(view.get(), name)));
            }
        }
        return found;
    }

    /** @return false if this system has nothing to keep it in */
    static boolean write(Path path, ExtendedAttribute attribute) throws IOException {
        String name = NioNames.text(attribute.name()).orElse("");
        Optional<DosFileAttributeView> dos = dos(path);
        if (attribute.name().equals(DOS) && dos.isPresent() && attribute.value().length() == 1) {
            setFlags(dos.get(), attribute.value().toArray()[0]);
            return true;
        }
        Optional<UserDefinedFileAttributeView> view = user(path);
        if (!name.startsWith(USER) || view.isEmpty()) {
            return false;
        }
        view.get()
                .write(
                        name.substring(USER.length()),
                        ByteBuffer.wrap(attribute.value().toArray()));
        return true;
    }

    private static Bytes value(UserDefinedFileAttributeView view, String name) throws IOException {
        int size = view.size(name);
        if (size > LARGEST) {
            throw new IOException("attribute " + name + " has " + size + " bytes, more than " + LARGEST);
        }
        ByteBuffer value = ByteBuffer.allocate(size);
        view.read(name, value);
        return Bytes.read(value.flip(), value.remaining());
    }

    private static Optional<DosFileAttributeView> dos(Path path) {
        // Unix systems imitate this view with an attribute of their own.
        return NioAttributes.isUnix(path)
                ? Optional.empty()
                : Optional.ofNullable(
                        Files.getFileAttributeView(path, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
    }

    private static Optional<UserDefinedFileAttributeView> user(Path path) throws IOException {
        return Files.isSymbolicLink(path)
                ? Optional.empty()
                : Optional.ofNullable(Files.getFileAttributeView(path, UserDefinedFileAttributeView.class))
                        .filter(view -> supportsUser(path));
    }

    private static boolean supportsUser(Path path) {
        try {
            return Files.getFileStore(path).supportsFileAttributeView(UserDefinedFileAttributeView.class);
        } catch (IOException e) {
            // A store that cannot be asked is one without attributes.
            return false;
        }
    }

    private static byte flags(DosFileAttributes dos) {
        return (byte) ((dos.isReadOnly() ? READ_ONLY : 0)
                | (dos.isHidden() ? HIDDEN : 0)
                | (dos.isSystem() ? SYSTEM : 0)
                | (dos.isArchive() ? ARCHIVE : 0));
    }

    private static void setFlags(DosFileAttributeView view, byte flags) throws IOException {
        view.setHidden((flags & HIDDEN) != 0);
        view.setSystem((flags & SYSTEM) != 0);
        view.setArchive((flags & ARCHIVE) != 0);
        view.setReadOnly((flags & READ_ONLY) != 0);
    }
}
