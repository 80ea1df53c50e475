// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.holdfast.node.notice.Way;
import org.holdfast.node.vectors.Standing;
import org.holdfast.spi.notice.NoticeChannel;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways to tell people something that are present. Thread-safe. */
final class NoticeWays {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeWays.class);

    private final Map<ServiceReference<?>, Way> ways = new ConcurrentHashMap<>();

    void add(NoticeChannel channel, ServiceReference<?> reference) {
        Bundle bundle = reference.getBundle();
        String name = bundle == null ? "(gone)" : bundle.getSymbolicName();
        Way.of(channel, name)
                .ifPresentOrElse(
                        way -> ways.put(reference, way),
                        () -> LOG.warn("The bundle {} brings a way of notices that does not say what it is", name));
    }

    void remove(ServiceReference<?> reference) {
        ways.remove(reference);
    }

    Stream<ServiceReference<?>> references() {
        return ways.keySet().stream();
    }

    /** By name; of several of one name the one with the highest ranking. */
    List<Way> all(Predicate<ServiceReference<?>> inUse) {
        Map<String, Way> byName = new ConcurrentHashMap<>();
        ways.entrySet().stream()
                .filter(each -> inUse.test(each.getKey()))
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .forEach(each -> byName.put(each.getValue().id(), each.getValue()));
        return byName.values().stream().sorted(Comparator.comparing(Way::id)).toList();
    }

    /** @param standing of their bundles, where that is known */
    List<ProviderEntry> entries(Function<ServiceReference<?>, Optional<Standing>> standing) {
        return ways.entrySet().stream()
                .map(each -> ProviderEntry.of(
                        "notice",
                        each.getValue().id(),
                        each.getKey(),
                        standing.apply(each.getKey()).orElseGet(Standing.Proven::new)))
                .toList();
    }
}
