// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;

/** The adverts of one group, by the network that each came from. Not thread-safe; {@link Directory} guards it. */
final class Roll {
    /** Most adverts of one network; a further one takes the place of the one that was not renewed for longest. */
    static final int MOST_OF_NETWORK = 1_024;

    /** Most adverts; a further one takes a place of the network that has most. */
    static final int MOST = 10_240;

    private final Shares shares;
    private final Shares own = new Shares(MOST, MOST);
    private final Map<SourceNetwork, Map<DeviceKey, Entry>> networks = new HashMap<>();
    private final Map<DeviceKey, Entry> devices = new HashMap<>();

    private record Entry(SourceNetwork from, DeviceKey device, Bytes advert, long sequence, Instant heard) {}

    /** @param shares of all rolls; kept by each */
    Roll(Shares shares) {
        this.shares = shares;
    }

    long sequence(DeviceKey device) {
        Entry entry = devices.get(device);
        return entry == null ? 0 : entry.sequence();
    }

    private Map<DeviceKey, Entry> entries(SourceNetwork network) {
        return networks.computeIfAbsent(network, each -> new LinkedHashMap<>());
    }

    void put(SourceNetwork from, Advert advert, Instant now) {
        remove(advert.device());
        Map<DeviceKey, Entry> entries = entries(from);
        if (entries.size() >= MOST_OF_NETWORK) {
            remove(entries.keySet().iterator().next());
        } else if (size() >= MOST) {
            remove(largest().keySet().iterator().next());
        }
        Entry entry = new Entry(from, advert.device(), Bytes.of(advert.bytes()), advert.sequence(), now);
        entries(from).put(advert.device(), entry);
        devices.put(advert.device(), entry);
        shares.take(from.site());
        own.take(from.site());
    }

    /** How many of a site. */
    int of(SourceNetwork site) {
        return own.of(site);
    }

    /** Drops the oldest of that network of a site that has most here; there must be one. */
    void dropOneOf(SourceNetwork site) {
        Map<DeviceKey, Entry> most = networks.entrySet().stream()
                .filter(each -> each.getKey().site().equals(site))
                .map(Map.Entry::getValue)
                .max(Comparator.comparingInt(Map::size))
                .orElseThrow();
        remove(most.keySet().iterator().next());
    }

    private Map<DeviceKey, Entry> largest() {
        return Collections.max(networks.values(), Comparator.comparingInt(Map::size));
    }

    void remove(DeviceKey device) {
        Entry entry = devices.remove(device);
        if (entry != null) {
            Map<DeviceKey, Entry> entries = entries(entry.from());
            entries.remove(device);
            shares.leave(entry.from().site());
            own.leave(entry.from().site());
            if (entries.isEmpty()) {
                networks.remove(entry.from());
            }
        }
    }

    void forget(Instant before) {
        List<DeviceKey> gone = devices.values().stream()
                .filter(entry -> entry.heard().isBefore(before))
                .map(Entry::device)
                .toList();
        gone.forEach(this::remove);
    }

    int size() {
        return devices.size();
    }

    /** One of each network in turn, networks and adverts in random order; the asker's network comes last. */
    List<Bytes> some(SourceNetwork asker, Collection<DeviceKey> but, int wanted, RandomGenerator random) {
        List<List<Entry>> others = new ArrayList<>();
        networks.forEach((network, entries) -> {
            if (!network.equals(asker)) {
                others.add(new ArrayList<>(entries.values()));
            }
        });
        Collections.shuffle(others, random);
        List<Bytes> chosen = new ArrayList<>();
        deal(others, but, wanted, random, chosen);
        List<Entry> own = new ArrayList<>(networks.getOrDefault(asker, Map.of()).values());
        deal(new ArrayList<>(List.of(own)), but, wanted, random, chosen);
        return chosen;
    }

    private static void deal(
            List<List<Entry>> stacks,
            Collection<DeviceKey> but,
            int wanted,
            RandomGenerator random,
            List<Bytes> chosen) {
        while (chosen.size() < wanted) {
            stacks.removeIf(List::isEmpty);
            if (stacks.isEmpty()) {
                return;
            }
            for (List<Entry> stack : stacks) {
                Entry drawn = draw(stack, random);
                if (chosen.size() < wanted && !but.contains(drawn.device())) {
                    chosen.add(drawn.advert());
                }
            }
        }
    }

    private static Entry draw(List<Entry> stack, RandomGenerator random) {
        Collections.swap(stack, random.nextInt(stack.size()), stack.size() - 1);
        return stack.removeLast();
    }
}
