// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.Bytes;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.internal.PrivateFiles;
import org.holdfast.trust.internal.StateFile;

/**
 * What this node has still to join with, in {@code identity/join} (magic "HFIJ"), so that it goes on trying after a
 * restart:
 *
 * <pre>
 * ticket            a join code of 29, which begins with 1; or u8 2, u16 length and a {@link CertifiedJoin}
 * since        u64   ms
 * seeds        u8    at most 16, and as many: host (u8 length and ASCII), port u16
 * </pre>
 */
public final class JoinStore {
    private static final int CODE = 29;
    private static final int IS_CODE = 1;
    private static final int IS_CERTIFICATE = 2;
    private static final int MAX_SEEDS = 16;
    private static final int HOST = 253;
    private static final int MAX = 1 + 2 + CertifiedJoin.MAX_BYTES + 8 + 1 + MAX_SEEDS * (1 + HOST + 2);

    private final StateFile file;

    /** @param home the node's data folder */
    public JoinStore(Path home) {
        this(new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("join"),
                "HFIJ",
                MAX,
                "Move it away and join again with the code or certificate"));
    }

    private JoinStore(StateFile file) {
        this.file = file;
    }

    /** The same store in another folder, for an identity that is still being made. */
    JoinStore in(Path folder) {
        return new JoinStore(
                new StateFile(folder.resolve(file.path().getFileName()), file.magic(), file.maxBody(), file.remedy()));
    }

    /** A ticket that waits for somebody to take it. Close it when it is no longer needed. */
    public record PendingJoin(Ticket ticket, List<NodeAddress> seeds, Instant since) {
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

    /** Whether there is a ticket, sound or damaged. */
    public boolean exists() {
        return Files.exists(file.path());
    }

    /** Replaces what is pending. */
    public void save(PendingJoin pending) {
        ByteWriter out = new ByteWriter(512);
        write(pending.ticket(), out);
        out.millis(pending.since()).u8(pending.seeds().size());
        pending.seeds().forEach(seed -> out.text8(seed.host(), HOST).u16(seed.port()));
        file.write(out.toArray());
    }

    private static void write(Ticket ticket, ByteWriter out) {
        switch (ticket) {
            case Ticket.Code(JoinCode code) -> out.bytes(code.bytes());
            case Ticket.Certificate(CertifiedJoin wish) ->
                out.u8(IS_CERTIFICATE).bytes16(Bytes.of(wish.bytes()));
        }
    }

    /** The machine is in, or gave up: erases the ticket. */
    public void done() {
        PrivateFiles.erase(file.path());
    }

    private static Ticket ticket(ByteReader in) {
        int kind = in.u8();
        return switch (kind) {
            case IS_CODE -> {
                byte[] code = new byte[CODE];
                code[0] = IS_CODE;
                System.arraycopy(in.array(CODE - 1), 0, code, 1, CODE - 1);
                yield new Ticket.Code(JoinCode.read(code));
            }
            case IS_CERTIFICATE ->
                new Ticket.Certificate(
                        CertifiedJoin.read(in.bytes16(CertifiedJoin.MAX_BYTES).toArray()));
            default -> throw in.bad("nobody joins with a ticket of kind " + kind);
        };
    }

    private static PendingJoin read(ByteReader in) {
        Ticket ticket = ticket(in);
        Instant since = in.millis();
        List<NodeAddress> seeds = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            seeds.add(new NodeAddress(in.text8(HOST), in.u16()));
        }
        return new PendingJoin(ticket, seeds, since);
    }
}
