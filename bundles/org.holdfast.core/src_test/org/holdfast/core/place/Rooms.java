// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/** Made-up partners. */
final class Rooms {
    private Rooms() {}

    static OwnerId id(int number) {
        return new OwnerId(new Id32(0, 0, 0, number));
    }

    static PartnerRoom room(int number, String host, String site, String system, long free) {
        return new PartnerRoom(id(number), new Domains(host, site, system, "amd64"), ByteCount.of(free));
    }

    /** One partner for each letter, on a host of its own, at the site of that letter. */
    static List<PartnerRoom> atSites(String letters) {
        List<PartnerRoom> rooms = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            rooms.add(room(i, "host" + i, letters.substring(i, i + 1), "linux", 1000));
        }
        return rooms;
    }

    /** Partners on hosts of their own, scattered over some sites and systems, with some free bytes. */
    static List<PartnerRoom> scattered(RandomGenerator random, int count) {
        int sites = random.nextInt(1, 5);
        int systems = random.nextInt(1, 4);
        List<PartnerRoom> rooms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String site = "s" + random.nextInt(sites);
            rooms.add(room(i, "h" + i, site, "os" + random.nextInt(systems), 100 + random.nextInt(4) * 50L));
        }
        return rooms;
    }

    static PlacementRequest request(String shape, List<PartnerRoom> rooms) {
        return new PlacementRequest(CodeShape.parse(shape), ByteCount.of(10), rooms, 0, Spread.ALL);
    }
}
