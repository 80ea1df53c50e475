// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A LAN of several sites in network namespaces, by the script {@code netlab} of this project. A guardian process takes it
 * down when this one ends, however that happens: its input ends then.
 */
final class NetLab implements AutoCloseable {
    private static final String SCRIPT = Path.of("netlab").toAbsolutePath().toString();
    private final String prefix = "hf" + ProcessHandle.current().pid();
    private final Process guardian;

    private NetLab() throws IOException {
        guardian = script("guard").start();
    }

    /** Whether this machine can make one: Linux, root, iproute2 and nftables. */
    static boolean isPossible() {
        String probe = "hfprobe" + ProcessHandle.current().pid();
        String make = "ip netns add " + probe + " && ip netns exec " + probe + " nft list ruleset; worked=$?; "
                + "ip netns del " + probe + "; exit $worked";
        try {
            Process process = new ProcessBuilder("bash", "-c", make)
                    .redirectErrorStream(true)
                    .start();
            process.inputReader().readAllAsString();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // there is not even a bash
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static NetLab up(int sites, int hosts) {
        try {
            NetLab lab = new NetLab();
            lab.run("up", String.valueOf(sites), String.valueOf(hosts));
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One command of the script; it takes less than a second. */
    void run(String... arguments) {
        Outcome.of(script(arguments)).ok();
    }

    private ProcessBuilder script(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(SCRIPT), Stream.of(arguments)).toList());
        builder.environment().put("P", prefix);
        return builder;
    }

    /** What to put before a command that is to run on this host. Both count from 1. */
    List<String> on(int site, int host) {
        return List.of("ip", "netns", "exec", prefix + "-h" + site + "-" + host);
    }

    /** Such a process; the caller ends it. */
    Process start(int site, int host, Path output, String... command) {
        List<String> all = new ArrayList<>(on(site, host));
        all.addAll(List.of(command));
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String address(int site, int host) {
        return "10.77." + site + "." + (host + 9);
    }

    /** Ends what runs in it, and removes it. */
    @Override
    public void close() {
        try {
            guardian.getOutputStream().close();
            guardian.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
