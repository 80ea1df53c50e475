// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/** {@link Head} ⇄ bytes. */
final class HeadCodec {
    private static final int MAX_LABEL = 64;
    private static final int MAX_HOST = 255;

    private HeadCodec() {}

    // Layout (docs/format.md, head)
    //
    //  0  magic "HFHD"          4
    //  4  version u16           2   1 without readers, 2 with
    //  6  reserved              2   0
    //  8  sequence u64          8   from 1
    // 16  time u64              8   ms since 1970
    // 24  owner                32
    // 56  device epoch u32      4
    // 60  key generation u32    4   from 1
    // 64  index runs               count u16, up to 256; each: run id 16 | rows u64 | stream
    //     snapshot list            stream: length u64 | count u16 | count × (segment 16 | offset u32 | frame u32
    //                              | plain length u32 | stored length u32)
    //     partners                 count u16, up to 256; each: owner 32 | agreement 16 | name text8 up to 64
    //                              | addresses u8 up to 8, each: host text8 up to 255 | port u16
    //                              | host text8 | site text8 | OS family text8 | architecture text8, up to 64 each
    //     formats                  codes, ciphers, compressions, audits; each: count u16 up to 64 | count × u16
    //     statistics           40  snapshots, files, source bytes, segments, stored bytes: u64 each
    //     readers                  in version 2 only: count u16, 1 to 32; each: name text8 | version text8
    //                              | SHA-256 32 | formats | stream; strictly ascending by name, version, hash

    static byte[] encode(Head head) {
        ByteWriter out = new ByteWriter(4096)
                .magic("HFHD")
                .u16(head.version())
                .zero(2)
                .u64(head.sequence())
                .millis(head.time())
                .id32(head.owner().value())
                .u32(head.deviceEpoch())
                .u32(head.keyGeneration())
                .u16(head.indexRuns().size());
        for (HeadRun run : head.indexRuns()) {
            out.id16(run.id()).u64(run.rows());
            run.stream().write(out);
        }
        head.snapshots().write(out);
        out.u16(head.partners().size());
        head.partners().forEach(partner -> write(partner, out));
        head.formats().write(out);
        write(head.statistics(), out);
        if (head.version() != Head.WITHOUT_READERS) {
            out.u16(head.readers().size());
            head.readers().forEach(reader -> reader.write(out));
        }
        if (out.length() > SealedRecord.MAX_CONTENT) {
            throw new IllegalArgumentException("a head of " + out.length() + " bytes is too long: merge index runs");
        }
        return out.toArray();
    }

    private static void write(HeadPartner partner, ByteWriter out) {
        out.id32(partner.owner().value())
                .id16(partner.agreement().value())
                .text8(partner.name(), HeadPartner.MAX_NAME)
                .u8(partner.addresses().size());
        for (NodeAddress address : partner.addresses()) {
            out.text8(address.host(), MAX_HOST).u16(address.port());
        }
        Domains domains = partner.domains();
        out.text8(domains.host(), MAX_LABEL)
                .text8(domains.site(), MAX_LABEL)
                .text8(domains.osFamily(), MAX_LABEL)
                .text8(domains.arch(), MAX_LABEL);
    }

    private static void write(Statistics statistics, ByteWriter out) {
        out.u64(statistics.snapshots())
                .u64(statistics.files())
                .u64(statistics.sourceBytes())
                .u64(statistics.segments())
                .u64(statistics.storedBytes());
    }

    static Head decode(byte[] encoded) {
        ByteReader r = new ByteReader("head", encoded);
        r.magic("HFHD");
        int version = r.version(Head.VERSION);
        r.zero(2);
        try {
            Head head = readFields(r, version);
            r.end();
            return head;
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Head readFields(ByteReader r, int version) {
        long sequence = r.u64();
        Instant time = r.millis();
        OwnerId owner = new OwnerId(r.id32());
        int deviceEpoch = r.u32(Integer.MAX_VALUE);
        int keyGeneration = r.u32(Integer.MAX_VALUE);
        List<HeadRun> runs = readList(r, r.count16(Head.MAX_RUNS, HeadRun.SMALLEST), HeadCodec::readRun);
        StreamRef snapshots = StreamRef.read(r);
        List<HeadPartner> partners =
                readList(r, r.count16(Head.MAX_PARTNERS, HeadPartner.SMALLEST), HeadCodec::readPartner);
        FormatsUsed formats = FormatsUsed.read(r);
        Statistics statistics = new Statistics(r.u64(), r.u64(), r.u64(), r.u64(), r.u64());
        List<ReaderJar> readers = version == Head.WITHOUT_READERS ? List.of() : readReaders(r);
        return new Head(
                sequence,
                time,
                owner,
                deviceEpoch,
                keyGeneration,
                runs,
                snapshots,
                partners,
                formats,
                statistics,
                readers);
    }

    private static List<ReaderJar> readReaders(ByteReader r) {
        List<ReaderJar> readers = readList(r, r.count16(Head.MAX_READERS, ReaderJar.SMALLEST), ReaderJar::read);
        if (readers.isEmpty()) {
            throw r.bad("a head without readers is of version " + Head.WITHOUT_READERS);
        }
        return readers;
    }

    private static HeadRun readRun(ByteReader r) {
        return new HeadRun(r.id16(), r.u64(), StreamRef.read(r));
    }

    private static HeadPartner readPartner(ByteReader r) {
        OwnerId owner = new OwnerId(r.id32());
        AgreementId agreement = new AgreementId(r.id16());
        String name = r.text8(HeadPartner.MAX_NAME);
        int addresses = r.u8();
        if (addresses > HeadPartner.MAX_ADDRESSES) {
            throw r.bad(addresses + " addresses of a partner");
        }
        return new HeadPartner(owner, agreement, name, readList(r, addresses, HeadCodec::readAddress), readDomains(r));
    }

    private static NodeAddress readAddress(ByteReader r) {
        return new NodeAddress(r.text8(MAX_HOST), r.u16());
    }

    private static Domains readDomains(ByteReader r) {
        return new Domains(r.text8(MAX_LABEL), r.text8(MAX_LABEL), r.text8(MAX_LABEL), r.text8(MAX_LABEL));
    }

    private static <T> List<T> readList(ByteReader r, int count, Function<ByteReader, T> read) {
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(read.apply(r));
        }
        return items;
    }
}
