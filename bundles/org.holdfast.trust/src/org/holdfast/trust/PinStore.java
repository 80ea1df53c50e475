// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.internal.StateFile;

/**
 * The machines that this one was paired with, in {@code identity/pins} (magic "HFIP"): u16 count, at most 1024, and as
 * many times
 *
 * <pre>
 * root key   32
 * since      u64   ms
 * status      u8   1 pinned, 2 removed
 * name        u8 length, 1 to 64, and UTF-8
 * </pre>
 *
 * At most one of a root key, and at most one pinned of a name. Thread-safe; what was changed is durable on return.
 */
public final class PinStore {
    static final int MOST = 1024;
    private static final int MAX = 2 + MOST * (32 + 8 + 1 + 1 + Labels.NAME);

    private final StateFile file;
    private List<Pin> pins; // guarded by this

    /** @param home the node's data folder */
    public PinStore(Path home) {
        this.file = new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("pins"),
                "HFIP",
                MAX,
                "Put it back from a copy of the data folder. If there is none, move it away, and pair again with each"
                        + " machine: the backups stay as they are");
        this.pins = file.read(PinStore::read).orElse(List.of());
    }

    /** In the order in which they were paired. */
    public synchronized List<Pin> all() {
        return pins;
    }

    public synchronized Optional<Pin> find(OwnerId owner) {
        return pins.stream().filter(each -> each.owner().equals(owner)).findFirst();
    }

    /**
     * Whether a machine with this root key may be pinned under this name.
     *
     * @throws HoldfastException PAIRING_REFUSED if another key is pinned under it, or the name cannot be one
     */
    public synchronized void requireFree(DeviceKey root, String name) {
        try {
            Labels.name(name);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.PAIRING_REFUSED, "name", "The other machine's name cannot be one: " + e.getMessage(), e);
        }
        boolean taken = pins.stream()
                .anyMatch(each -> each.isPinned()
                        && each.name().equals(name)
                        && !each.root().equals(root));
        if (taken) {
            throw new HoldfastException(
                    ErrorCode.PAIRING_REFUSED,
                    name,
                    "A machine called '" + name + "' is paired already, with another key. If that machine was set up"
                            + " anew, say 'holdfast pair --remove " + name + "' first; if it was not, somebody"
                            + " pretends to be it.");
        }
    }

    /** Pins a root key under a name; again it takes the new name. @throws HoldfastException PAIRING_REFUSED */
    public synchronized Pin pin(DeviceKey root, String name, Instant now) {
        requireFree(root, name);
        Pin pin = new Pin(root, name, now, Pin.Status.PINNED);
        List<Pin> next = without(root);
        if (next.size() == MOST) {
            throw new HoldfastException(
                    ErrorCode.PAIRING_REFUSED, name, "This machine is paired with " + MOST + " others: no more fit.");
        }
        save(next, pin);
        return pin;
    }

    /** Takes a pin back: nothing new is agreed or stored with that machine. It stays known by its key. */
    public synchronized Pin remove(Pin pin) {
        Pin removed = new Pin(pin.root(), pin.name(), pin.since(), Pin.Status.REMOVED);
        save(without(pin.root()), removed);
        return removed;
    }

    private List<Pin> without(DeviceKey root) {
        List<Pin> others = new ArrayList<>(pins);
        others.removeIf(each -> each.root().equals(root));
        return others;
    }

    private void save(List<Pin> others, Pin added) {
        others.add(added);
        ByteWriter out = new ByteWriter().u16(others.size());
        for (Pin each : others) {
            out.id32(each.root().value())
                    .millis(each.since())
                    .u8(each.status().number())
                    .text8(each.name(), Labels.NAME);
        }
        file.write(out.toArray());
        pins = List.copyOf(others);
    }

    private static List<Pin> read(ByteReader in) {
        int count = in.u16();
        if (count > MOST) {
            throw in.bad(count + " pins are more than " + MOST);
        }
        List<Pin> pins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DeviceKey root = new DeviceKey(in.id32());
            Instant since = in.millis();
            int status = in.u8();
            pins.add(new Pin(root, in.text8(Labels.NAME), since, status(in, status)));
        }
        return List.copyOf(pins);
    }

    private static Pin.Status status(ByteReader in, int number) {
        return Arrays.stream(Pin.Status.values())
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> in.bad("a pin has no status " + number));
    }
}
