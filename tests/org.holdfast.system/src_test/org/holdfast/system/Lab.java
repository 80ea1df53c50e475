// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A confederation of real processes on this machine, as {@code holdfast lab} makes it; node 1 is the owner. */
final class Lab implements AutoCloseable {
    private final Path folder;
    private final List<Machine> machines;

    private Lab(Path folder, List<Machine> machines) {
        this.folder = folder;
        this.machines = machines;
    }

    /** Returns when every node has its partners. @param more arguments of {@code lab up} */
    static Lab up(Path folder, int nodes, String code, String... more) {
        List<Machine> machines = IntStream.rangeClosed(1, nodes)
                .mapToObj(number -> new Machine(folder.resolve("node" + number)))
                .toList();
        Lab lab = new Lab(folder, machines);
        List<String> arguments = new ArrayList<>(List.of("up", "--nodes", String.valueOf(nodes), "--code", code));
        arguments.addAll(List.of(more));
        Outcome up = lab.lab(arguments.toArray(String[]::new));
        if (up.status() != 0) {
            lab.close();
        }
        up.ok();
        return lab;
    }

    /** {@code holdfast lab ARGUMENTS --dir … --json}. */
    Outcome lab(String... arguments) {
        List<String> all = new ArrayList<>(List.of("lab"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--dir", folder.toString(), "--json"));
        return Installation.holdfast(all.toArray(String[]::new));
    }

    Machine owner() {
        return node(1);
    }

    /** @param number from 1 */
    Machine node(int number) {
        return machines.get(number - 1);
    }

    List<Machine> partners() {
        return machines.subList(1, machines.size());
    }

    List<Machine> machines() {
        return machines;
    }

    @Override
    public void close() {
        machines.forEach(Machine::close);
    }
}
