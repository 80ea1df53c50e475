// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.Invitation;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;

/**
 * The file {@code invitations}, magic "HFIV":
 *
 * <pre>
 * pages           u16   at most 256, and as many:
 *   invitation     u16 length and the {@link Invitation}
 *   join code     29
 *   guests         u16   at most 1000, and as many: owner 32, time u64 ms
 * </pre>
 */
public final class GuestBook {
    private static final int MAX_PAGES = 256;
    private static final int CODE = 29;
    private static final int GUEST = 40;
    private static final int MAX = 2 + MAX_PAGES * (2 + Invitation.MAX_BYTES + CODE + 2 + GUEST * Invitation.MAX_USES);

    private final StateFile file;

    public GuestBook(Path path) {
        file = new StateFile(
                path,
                "HFIV",
                MAX,
                "Move it away: codes that were given out and not used no longer work then, make new ones with"
                        + " 'holdfast invite'");
    }

    /** An invitation, its code, and who came with it. */
    public record Page(Invitation invitation, JoinCode code, List<Guest> guests) {
        public Page {
            guests = List.copyOf(guests);
        }

        /** One guest more. */
        public Page with(Guest guest) {
            List<Guest> more = new ArrayList<>(guests);
            more.add(guest);
            return new Page(invitation, code, more);
        }
    }

    public List<Page> pages() {
        return file.read(GuestBook::read).orElse(List.of());
    }

    /** Replaces the book, durably. @throws HoldfastException BUSY if it has too many pages */
    public void write(List<Page> pages) {
        if (pages.size() > MAX_PAGES) {
            throw new HoldfastException(
                    ErrorCode.BUSY,
                    "invitations",
                    "there are " + MAX_PAGES + " join codes not yet forgotten; a code is forgotten 30 days after its"
                            + " end: use one with several uses");
        }
        ByteWriter out = new ByteWriter(1024).u16(pages.size());
        pages.forEach(page -> write(out, page));
        byte[] body = out.toArray();
        file.write(body);
        Arrays.fill(body, (byte) 0);
    }

    private static void write(ByteWriter out, Page page) {
        out.bytes16(Bytes.of(page.invitation().bytes())).bytes(page.code().bytes());
        out.u16(page.guests().size());
        page.guests().forEach(guest -> out.id32(guest.owner().value()).millis(guest.time()));
    }

    private static List<Page> read(ByteReader in) {
        List<Page> pages = new ArrayList<>();
        for (int left = in.count16(MAX_PAGES, CODE); left > 0; left--) {
            Invitation invitation =
                    Invitation.read(in.bytes16(Invitation.MAX_BYTES).toArray());
            pages.add(new Page(invitation, JoinCode.read(in.array(CODE)), guests(in)));
        }
        return pages;
    }

    private static List<Guest> guests(ByteReader in) {
        List<Guest> guests = new ArrayList<>();
        for (int left = in.count16(Invitation.MAX_USES, GUEST); left > 0; left--) {
            guests.add(new Guest(new OwnerId(in.id32()), in.millis()));
        }
        return guests;
    }
}
