// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.format.Signer;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * How the founder's key became the admin keys of a roster: every appointment and dismissal since, each signed by who was
 * an admin then. So a machine that was away, or that knows only the confederation's id, can tell who may sign today,
 * though it never met the rosters in between.
 *
 * @param acts in their order; none while the founder is the only admin there ever was
 * @param asOf for each admin of the roster, in the order of their keys: when it signed the latest of its changes that
 *     this roster holds, in ms; empty without acts
 */
public record Succession(List<AdminAct> acts, List<Long> asOf) {
    /** The founder alone. */
    public static final Succession NONE = new Succession(List.of(), List.of());

    /** Most acts. */
    public static final int MAX_ACTS = 64;

    /** Beyond so many nobody is appointed any more: the others are for dismissals, of every admin that there is. */
    public static final int MAX_APPOINTING = MAX_ACTS - Roster.MAX_ADMINS;

    public Succession {
        acts = List.copyOf(acts);
        asOf = List.copyOf(asOf);
        if (acts.size() > MAX_ACTS) {
            throw new IllegalArgumentException("the admins can change " + MAX_ACTS + " times at most");
        }
        if (acts.isEmpty() != asOf.isEmpty()) {
            throw new IllegalArgumentException("acts of admins and times of their changes come together");
        }
    }

    /** Whether there ever was another admin than the founder. */
    public boolean isEmpty() {
        return acts.isEmpty();
    }

    /** Whether it begins with everything that {@code before} has. */
    boolean continues(Succession before) {
        return acts.size() >= before.acts.size()
                && acts.subList(0, before.acts.size()).equals(before.acts);
    }

    /**
     * The admin keys that the acts lead to, if each of them was signed by an admin of its time.
     *
     * @param version of the roster that has them
     */
    Optional<Set<DeviceKey>> verified(Founding founding, long version) {
        TreeMap<DeviceKey, Optional<OwnerId>> admins = start(founding);
        Digest before = AdminAct.NOTHING;
        long earlier = 0;
        for (AdminAct act : acts) {
            boolean inOrder = act.version() >= earlier && act.version() <= version;
            if (!inOrder || !admins.containsKey(act.signer()) || !act.signedAfter(founding.id(), before)) {
                return Optional.empty();
            }
            apply(act, admins);
            before = act.hash();
            earlier = act.version();
        }
        return Optional.of(admins.keySet());
    }

    /** Who gave up its own place with this very version, and so may sign it, and none after it. */
    Set<DeviceKey> leaving(long version) {
        return acts.stream()
                .filter(act -> act.version() == version && act.isFarewell())
                .map(AdminAct::key)
                .collect(Collectors.toSet());
    }

    /** The admin keys, and whose they are where that was said; as the acts say, whoever signed them. */
    SortedMap<DeviceKey, Optional<OwnerId>> admins(Founding founding) {
        TreeMap<DeviceKey, Optional<OwnerId>> admins = start(founding);
        acts.forEach(act -> apply(act, admins));
        return admins;
    }

    private static TreeMap<DeviceKey, Optional<OwnerId>> start(Founding founding) {
        TreeMap<DeviceKey, Optional<OwnerId>> admins = new TreeMap<>();
        admins.put(founding.founder(), Optional.empty());
        return admins;
    }

    private static void apply(AdminAct act, TreeMap<DeviceKey, Optional<OwnerId>> admins) {
        switch (act.kind()) {
            case APPOINTS -> admins.put(act.key(), Optional.of(act.owner()));
            case DISMISSES -> admins.remove(act.key());
        }
    }

    /** One act more, signed by {@code admin}. */
    static List<AdminAct> append(List<AdminAct> acts, AdminAct.Draft draft, Founding founding, Signer admin) {
        Digest before = acts.isEmpty() ? AdminAct.NOTHING : acts.getLast().hash();
        List<AdminAct> more = new ArrayList<>(acts);
        more.add(draft.signed(founding.id(), before, admin));
        return more;
    }
}
