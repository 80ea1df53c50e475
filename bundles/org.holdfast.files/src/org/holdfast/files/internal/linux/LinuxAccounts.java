// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.holdfast.files.AccountNames;
import org.holdfast.model.Bytes;

/**
 * Users and groups as the C library finds them (files, LDAP, whatever the machine is set up for). Each question may go
 * over a network, so the names of numbers are remembered, as a backup asks for them with each file. The numbers of names
 * are not: who may have what of a user's is decided by them, and a user may be removed and another one get the name.
 *
 * <p>{@code struct passwd} and {@code struct group} begin alike: 0 name, 8 password (pointers), 16 number u32.
 */
final class LinuxAccounts implements AccountNames {
    private static final FunctionDescriptor BY_NUMBER =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final FunctionDescriptor BY_NAME =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle GETPWUID = Symbols.find("getpwuid_r", BY_NUMBER);
    private static final MethodHandle GETGRGID = Symbols.find("getgrgid_r", BY_NUMBER);
    private static final MethodHandle GETPWNAM = Symbols.find("getpwnam_r", BY_NAME);
    private static final MethodHandle GETGRNAM = Symbols.find("getgrnam_r", BY_NAME);

    private static final int NUMBER_OFFSET = 16;
    private static final int ACCOUNT_BYTES = 64;
    private static final int LONGEST_NAME = 1024;
    private static final long FIRST_BUFFER = 4096;
    /** A group with a great many members needs much room. */
    private static final long LAST_BUFFER = 1 << 24;

    private final ConcurrentMap<Integer, Optional<Bytes>> users = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Optional<Bytes>> groups = new ConcurrentHashMap<>();

    /** One call of one of the four functions. */
    private interface Call {
        int run(MemorySegment captured, MemorySegment account, MemorySegment buffer, MemorySegment result)
                throws Throwable;
    }

    @Override
    public Optional<Bytes> user(int uid) {
        return users.computeIfAbsent(uid, LinuxAccounts::askUser);
    }

    @Override
    public Optional<Bytes> group(int gid) {
        return groups.computeIfAbsent(gid, LinuxAccounts::askGroup);
    }

    @Override
    public OptionalInt uid(Bytes user) {
        return isName(user) ? askUid(user) : OptionalInt.empty();
    }

    @Override
    public boolean haveNumbers() {
        return true;
    }

    @Override
    public OptionalInt gid(Bytes group) {
        return isName(group) ? askGid(group) : OptionalInt.empty();
    }

    private static boolean isName(Bytes name) {
        return name.length() > 0 && name.length() <= LONGEST_NAME && !AttributeWriter.hasNul(name);
    }

    private static Optional<Bytes> askUser(int uid) {
        try (Arena arena = Arena.ofConfined()) {
            return ask(arena, (captured, account, buffer, result) ->
                            (int) GETPWUID.invokeExact(captured, uid, account, buffer, buffer.byteSize(), result))
                    .map(Account::name);
        }
    }

    private static Optional<Bytes> askGroup(int gid) {
        try (Arena arena = Arena.ofConfined()) {
            return ask(arena, (captured, account, buffer, result) ->
                            (int) GETGRGID.invokeExact(captured, gid, account, buffer, buffer.byteSize(), result))
                    .map(Account::name);
        }
    }

    private static OptionalInt askUid(Bytes name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = text(arena, name);
            return number(ask(arena, (captured, account, buffer, result) ->
                    (int) GETPWNAM.invokeExact(captured, text, account, buffer, buffer.byteSize(), result)));
        }
    }

    private static OptionalInt askGid(Bytes name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = text(arena, name);
            return number(ask(arena, (captured, account, buffer, result) ->
                    (int) GETGRNAM.invokeExact(captured, text, account, buffer, buffer.byteSize(), result)));
        }
    }

    private record Account(Bytes name, int number) {}

    private static Optional<Account> ask(Arena arena, Call call) {
        MemorySegment captured = arena.allocate(Symbols.capturedLayout());
        MemorySegment account = arena.allocate(ACCOUNT_BYTES, Long.BYTES);
        MemorySegment result = arena.allocate(ADDRESS);
        for (long size = FIRST_BUFFER; size <= LAST_BUFFER; size *= 4) {
            MemorySegment buffer = arena.allocate(size);
            int error = invoke(call, captured, account, buffer, result);
            if (error != Errno.ERANGE) {
                boolean found = error == 0 && result.get(JAVA_LONG, 0) != 0;
                return found ? Optional.of(read(account, buffer)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static int invoke(
            Call call, MemorySegment captured, MemorySegment account, MemorySegment buffer, MemorySegment result) {
        try {
            return call.run(captured, account, buffer, result);
        } catch (Throwable e) {
            throw Symbols.broken("the search for accounts", e);
        }
    }

    private static Account read(MemorySegment account, MemorySegment buffer) {
        long start = account.get(JAVA_LONG, 0) - buffer.address();
        long end = start;
        while (buffer.get(JAVA_BYTE, end) != 0) {
            end++;
        }
        byte[] name = buffer.asSlice(start, end - start).toArray(JAVA_BYTE);
        return new Account(Bytes.of(name), account.get(JAVA_INT, NUMBER_OFFSET));
    }

    private static OptionalInt number(Optional<Account> account) {
        return account.isPresent() ? OptionalInt.of(account.get().number()) : OptionalInt.empty();
    }

    private static MemorySegment text(Arena arena, Bytes name) {
        MemorySegment text = arena.allocate(name.length() + 1L);
        name.write(text.asByteBuffer());
        return text;
    }
}
