// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.internal.PrivateFiles;
import org.holdfast.trust.internal.StateFile;

/**
 * The join code that this node has still to redeem, in {@code identity/join} (magic "HFIJ"), so that it goes on trying
 * after a restart:
 *
 * <pre>
 * join code   29
 * since        u64   ms
 * seeds        u8    at most 16, and as many: host (u8 length and ASCII), port u16
 * </pre>
 */
public final class JoinStore {
    private static final int CODE = 29;
    private static final int MAX_SEEDS = 16;
    private static final int HOST = 253;
    private static final int MAX = CODE + 8 + 1 + MAX_SEEDS * (1 + HOST + 2);

    private final StateFile file;

    /** @param home the node's data folder */
    public JoinStore(Path home) {
        this(new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("join"),
                "HFIJ",
                MAX,
                "Move it away and join again with the code"));
    }

    private JoinStore(StateFile file) {
        this.file = file;
    }

    /** The same store in another folder, for an identity that is still being made. */
    JoinStore in(Path folder) {
        return new JoinStore(
                new StateFile(folder.resolve(file.path().getFileName()), file.magic(), file.maxBody(), file.remedy()));
    }

    /** A code that waits to be redeemed. Wipe it with {@link JoinCode#close} when it is no longer needed. */
    public record PendingJoin(JoinCode code, List<NodeAddress> seeds, Instant since) {
        public PendingJoin {
            seeds = List.copyOf(seeds);
            if (seeds.size() > MAX_SEEDS) {
                throw new IllegalArgumentException("at most " + MAX_SEEDS + " addresses to join at");
            }
        }
    }

    public Optional<PendingJoin> load() {
        return file.read(JoinStore::read);
    }

    /** Replaces what is pending. */
    public void save(PendingJoin pending) {
        ByteWriter out = new ByteWriter(MAX).bytes(pending.code().bytes()).millis(pending.since());
        out.u8(pending.seeds().size());
        pending.seeds().forEach(seed -> out.text8(seed.host(), HOST).u16(seed.port()));
        file.write(out.toArray());
    }

    /** The machine is in, or gave up: erases the code. */
    public void done() {
        PrivateFiles.erase(file.path());
    }

    private static PendingJoin read(ByteReader in) {
        JoinCode code = JoinCode.read(in.array(CODE));
        Instant since = in.millis();
        List<NodeAddress> seeds = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            seeds.add(new NodeAddress(in.text8(HOST), in.u16()));
        }
        return new PendingJoin(code, seeds, since);
    }
}
