// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/** Nodes that proved who they are. */
public final class PeerTable implements Ledger.Peers {
    private static final int LONGEST_HOST = 255;
    private final Database database;

    public PeerTable(Database database) {
        this.database = database;
    }

    @Override
    public void save(PeerRow peer) {
        Domains domains = peer.domains();
        database.write(session -> session.change(
                "INSERT OR REPLACE INTO peer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                peer.id().value(),
                peer.name(),
                encoded(peer.addresses()),
                domains.host(),
                domains.site(),
                domains.osFamily(),
                domains.arch(),
                peer.certificate(),
                peer.lastSeen()));
    }

    @Override
    public void seen(OwnerId id, Instant time) {
        database.write(session -> session.change("UPDATE peer SET last_seen = ? WHERE id = ?", time, id.value()));
    }

    @Override
    public Optional<PeerRow> find(OwnerId id) {
        return database.read(session -> session.find("SELECT * FROM peer WHERE id = ?", PeerTable::peer, id.value()));
    }

    @Override
    public List<PeerRow> all() {
        return database.read(session -> session.list("SELECT * FROM peer", PeerTable::peer));
    }

    private static PeerRow peer(Row row) throws SQLException {
        return new PeerRow(
                new OwnerId(row.id32("id")),
                row.text("name"),
                addresses(row.array("addresses")),
                new Domains(row.text("host"), row.text("site"), row.text("os_family"), row.text("arch")),
                row.bytes("certificate"),
                row.time("last_seen"));
    }

    /** u16 count, then for each: host (u8 length, UTF-8), port u16. */
    private static Bytes encoded(List<NodeAddress> addresses) {
        ByteWriter out = new ByteWriter().u16(addresses.size());
        for (NodeAddress address : addresses) {
            out.text8(address.host(), LONGEST_HOST).u16(address.port());
        }
        return Bytes.of(out.toArray());
    }

    private static List<NodeAddress> addresses(byte[] encoded) {
        ByteReader in = new ByteReader("addresses of a peer", encoded);
        List<NodeAddress> addresses = new ArrayList<>();
        for (int left = in.u16(); left > 0; left--) {
            addresses.add(new NodeAddress(in.text8(LONGEST_HOST), in.u16()));
        }
        in.end();
        return addresses;
    }
}
