// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.PathText;
import org.holdfast.files.Warning;
import org.holdfast.model.Bytes;

/** Makes the extended attributes of an open entry those of the backup: sets them, and removes others it has. */
final class AttributeWriter {
    private static final Bytes CAPABILITY = PathText.bytes("security.capability");
    private static final Bytes ACCESS_LIST = PathText.bytes("system.posix_acl_access");
    private static final Bytes DEFAULT_LIST = PathText.bytes("system.posix_acl_default");

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_VALUE = 64 * 1024;
    private static final short ACL_GROUP = 4;
    private static final int ACL_HEADER = 4;
    private static final int ACL_ENTRY = 8;

    private final Scratch scratch;

    AttributeWriter(Scratch scratch) {
        this.scratch = scratch;
    }

    /** @return the access list that was wanted and could not be set */
    Optional<Bytes> apply(int fd, List<ExtendedAttribute> wanted, boolean capabilities, List<Warning> warnings) {
        removeOthers(fd, wanted, warnings);
        Optional<Bytes> missingList = Optional.empty();
        for (ExtendedAttribute attribute : wanted) {
            if (attribute.name().equals(CAPABILITY) && !capabilities) {
                warn(warnings, attribute.name(), "is restored only by root, when asked for, with the owner");
            } else if (!set(fd, attribute, warnings) && attribute.name().equals(ACCESS_LIST)) {
                missingList = Optional.of(attribute.value());
            }
        }
        return missingList;
    }

    /**
     * The mode for an entry whose access list could not be set. Its group bits were the list's mask, which may allow
     * more than the owning group ever had.
     */
    static int modeWithoutList(int mode, Bytes accessList) {
        ByteBuffer list = ByteBuffer.wrap(accessList.toArray()).order(ByteOrder.LITTLE_ENDIAN);
        int group = 0;
        for (int at = ACL_HEADER; at + ACL_ENTRY <= list.capacity(); at += ACL_ENTRY) {
            group = list.getShort(at) == ACL_GROUP ? list.getShort(at + Short.BYTES) & 7 : group;
        }
        return mode & ~070 | mode & group << 3;
    }

    private void removeOthers(int fd, List<ExtendedAttribute> wanted, List<Warning> warnings) {
        MemorySegment path = scratch.name.descriptor(fd);
        long length = MetadataCalls.listAttributes(scratch.captured, path, true, scratch.io, LONGEST_VALUE);
        if (length <= 0) {
            return;
        }
        Set<Bytes> names = wanted.stream().map(ExtendedAttribute::name).collect(Collectors.toSet());
        for (Bytes present : AttributeReader.names(scratch.io, (int) length)) {
            if (!names.contains(present) && isOurs(present)) {
                int result = MetadataCalls.removeAttribute(scratch.captured, path, scratch.otherName.set(present));
                warnUnless(result == 0 || result == -Errno.ENODATA, warnings, present, "cannot be removed", -result);
            }
        }
    }

    private boolean set(int fd, ExtendedAttribute attribute, List<Warning> warnings) {
        Bytes name = attribute.name();
        byte[] value = attribute.value().toArray();
        if (name.length() > LONGEST_NAME || value.length > LONGEST_VALUE || hasNul(name)) {
            warn(warnings, name, "is no attribute that Linux could hold");
            return false;
        }
        MemorySegment.copy(value, 0, scratch.io, JAVA_BYTE, 0, value.length);
        MemorySegment path = scratch.name.descriptor(fd);
        MemorySegment nativeName = scratch.otherName.set(name);
        int result = MetadataCalls.setAttribute(scratch.captured, path, nativeName, scratch.io, value.length);
        warnUnless(result == 0, warnings, name, "cannot be set", -result);
        return result == 0;
    }

    /** Labels of security modules and of file systems are the system's own business. */
    private static boolean isOurs(Bytes name) {
        String text = PathText.shown(name);
        return text.startsWith("user.")
                || text.startsWith("trusted.") && !text.startsWith("trusted.overlay.")
                || name.equals(CAPABILITY)
                || name.equals(ACCESS_LIST)
                || name.equals(DEFAULT_LIST);
    }

    static boolean hasNul(Bytes text) {
        boolean nul = false;
        for (byte b : text.toArray()) {
            nul |= b == 0;
        }
        return nul;
    }

    private static void warnUnless(boolean well, List<Warning> warnings, Bytes name, String doing, int errno) {
        if (!well) {
            warn(warnings, name, doing + ": " + Errno.text(errno));
        }
    }

    private static void warn(List<Warning> warnings, Bytes name, String why) {
        warnings.add(new Warning(Warning.Aspect.ATTRIBUTE, PathText.shown(name) + " " + why));
    }
}
