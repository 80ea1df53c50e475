// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.AccessRole;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.internal.StateFile;

/**
 * Who may call this node from elsewhere, in {@code identity/remotes} (magic "HFRP"): u16 count, at most 1024, and as many
 * times
 *
 * <pre>
 * fingerprint 32
 * since      u64   ms
 * not after  u64   ms
 * role        u8   1 viewer, 2 operator, 3 custodian
 * name        u8 length, 1 to 64, and UTF-8
 * </pre>
 *
 * At most one of a name, and one of a fingerprint. Thread-safe; what was changed is durable on return.
 */
public final class RemotePassStore {
    static final int MOST = 1024;
    private static final int MAX = 2 + MOST * (32 + 8 + 8 + 1 + 1 + Labels.NAME);

    private final StateFile file;
    private List<RemotePass> passes; // guarded by this

    /** @param home the node's data folder */
    public RemotePassStore(Path home) {
        this.file = new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("remotes"),
                "HFRP",
                MAX,
                "Put it back from a copy of the data folder, or move it away and let people in anew with 'holdfast"
                        + " remote allow': nothing else depends on it");
        this.passes = file.read(RemotePassStore::read).orElse(List.of());
    }

    /** In the order in which they were let in. */
    public synchronized List<RemotePass> all() {
        return passes;
    }

    public synchronized Optional<RemotePass> find(Digest fingerprint) {
        return passes.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Lets one in. @throws HoldfastException CONFLICT if its name or its certificate is there already, or there are 1024 */
    public synchronized void add(RemotePass pass) {
        for (RemotePass each : passes) {
            if (each.name().equals(pass.name()) || each.fingerprint().equals(pass.fingerprint())) {
                throw new HoldfastException(
                        ErrorCode.CONFLICT,
                        pass.name(),
                        "'" + each.name() + "' is let in already, with certificate " + each.fingerprint()
                                + ". 'holdfast remote revoke' ends that.");
            }
        }
        if (passes.size() == MOST) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, pass.name(), MOST + " are let in already: revoke some of them first.");
        }
        List<RemotePass> next = new ArrayList<>(passes);
        next.add(pass);
        save(next);
    }

    /** Lets it in no more; empty if there is none of this name. */
    public synchronized Optional<RemotePass> remove(String name) {
        Optional<RemotePass> found =
                passes.stream().filter(each -> each.name().equals(name)).findFirst();
        if (found.isPresent()) {
            List<RemotePass> next = new ArrayList<>(passes);
            next.remove(found.get());
            save(next);
        }
        return found;
    }

    private void save(List<RemotePass> next) {
        ByteWriter out = new ByteWriter().u16(next.size());
        for (RemotePass each : next) {
            out.id32(each.fingerprint().value())
                    .millis(each.since())
                    .millis(each.notAfter())
                    .u8(each.role().ordinal() + 1)
                    .text8(each.name(), Labels.NAME);
        }
        file.write(out.toArray());
        passes = List.copyOf(next);
    }

    private static List<RemotePass> read(ByteReader in) {
        int count = in.u16();
        if (count > MOST) {
            throw in.bad(count + " passes are more than " + MOST);
        }
        List<RemotePass> passes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Digest fingerprint = new Digest(in.id32());
            Instant since = in.millis();
            Instant notAfter = in.millis();
            AccessRole role = role(in, in.u8());
            passes.add(new RemotePass(in.text8(Labels.NAME), role, fingerprint, since, notAfter));
        }
        return List.copyOf(passes);
    }

    private static AccessRole role(ByteReader in, int number) {
        return switch (number) {
            case 1 -> AccessRole.VIEWER;
            case 2 -> AccessRole.OPERATOR;
            case 3 -> AccessRole.CUSTODIAN;
            default -> throw in.bad("a pass has no role " + number);
        };
    }
}
