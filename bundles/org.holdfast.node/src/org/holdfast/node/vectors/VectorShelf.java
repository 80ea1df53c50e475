// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The golden vectors that count. For a format of the product its own copy decides (the build puts docs/vectors
 * into this bundle), never the plug-in's. For any other those that were accepted first, which lie in the data folder; and
 * before there are any, those that the bundle brings as {@code vectors/<format id>.json}. Thread-safe.
 */
final class VectorShelf {
    private static final Map<String, List<FormatId>> OF_THE_PRODUCT = Map.of(
            "coding", Formats.CODES,
            "crypto", Formats.CIPHERS,
            "compression", Formats.COMPRESSIONS,
            "audit", Formats.AUDITS);

    private final Optional<Accepted> accepted;

    /** @param home the data folder, if vectors are to be remembered */
    VectorShelf(Optional<Path> home) {
        this.accepted = home.map(folder -> new Accepted(folder.resolve("vectors")));
    }

    /** @throws HoldfastException DISK_FAILED, MALFORMED_INPUT */
    Expected find(String role, FormatId format, @Nullable Bundle bundle) {
        Optional<FormatId> own = OF_THE_PRODUCT.get(role).stream()
                .filter(each -> isAlike(each, format))
                .findFirst();
        if (own.isPresent()) {
            return isSame(own.get(), format) ? ofTheProduct(format.name()) : taken(format, own.get());
        }
        if (!format.name().matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            return new Expected.Missing("the id of a format consists of up to 64 of a-z, 0-9, '.' and '-'");
        }
        Optional<FormatId> before = accepted.flatMap(shelf -> shelf.formats(role).stream()
                .filter(each -> isAlike(each, format))
                .findFirst());
        if (before.isPresent() && !isSame(before.get(), format)) {
            return taken(format, before.get());
        }
        return accepted.flatMap(shelf -> shelf.read(role, format))
                .<Expected>map(text -> new Expected.Settled(VectorJson.parse(format.name(), text)))
                .orElseGet(() -> brought(format.name(), bundle));
    }

    /** From now on these are the vectors of this format, unless there are others already. */
    void remember(String role, FormatId format, byte[] text) {
        accepted.ifPresent(shelf -> shelf.add(role, format, text));
    }

    private static boolean isAlike(FormatId one, FormatId other) {
        return one.number() == other.number() || one.name().equals(other.name());
    }

    private static boolean isSame(FormatId one, FormatId other) {
        return one.number() == other.number() && one.name().equals(other.name());
    }

    private static Expected taken(FormatId format, FormatId other) {
        return new Expected.Taken("it calls itself " + format.name() + ", number " + format.number() + ", and "
                + other.name() + " is another format, number " + other.number());
    }

    private static Expected ofTheProduct(String id) {
        try (InputStream in = VectorShelf.class.getResourceAsStream("/vectors/" + id + ".json")) {
            return in == null
                    ? new Expected.Missing("Holdfast itself has no vectors of " + id)
                    : new Expected.Settled(VectorJson.parse(id, in.readAllBytes()));
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    private static Expected brought(String id, @Nullable Bundle bundle) {
        String name = "vectors/" + id + ".json";
        URL entry = bundle == null ? null : bundle.getEntry(name);
        if (entry == null) {
            return new Expected.Missing("Holdfast does not know this format, and its bundle has no " + name);
        }
        try (InputStream in = entry.openStream()) {
            byte[] text = in.readNBytes(VectorJson.LONGEST + 1);
            return new Expected.Brought(VectorJson.parse(id, text), text);
        } catch (IOException e) {
            throw unreadable(id, e);
        }
    }

    private static HoldfastException unreadable(String id, IOException e) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED, id, "The golden vectors of " + id + " cannot be read: " + e, e);
    }
}
