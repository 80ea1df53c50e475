// SPDX-License-Identifier: EPL-2.0
import java.io.IOException;
import java.nio.file.Path;

/** ROOT BUILD-STATUS: the failed tests by name, then the one line that sums up the run. Exit 0 only if all is well. */
final class ClosingLine {
    private ClosingLine() {}

    public static void main(String[] arguments) throws IOException {
        TestReports reports = TestReports.read(Path.of(arguments[0]));
        boolean built = arguments[1].equals("0");
        reports.cases().stream()
                .filter(one -> one.result() == TestReports.Result.FAILED)
                .forEach(one -> System.out.println("FAILED " + one.className() + "." + one.name()));
        long passed = reports.count(TestReports.Result.PASSED);
        long failed = reports.count(TestReports.Result.FAILED);
        long skipped = reports.count(TestReports.Result.SKIPPED);
        if (failed == 0 && !built) {
            System.out.println("FAILED the build itself, for the reason above; counted as one failure");
            failed = 1;
        }
        if (built && passed == 0) {
            System.out.println("FAILED no test ran");
            failed = 1;
        }
        System.out.println(
                passed + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
        System.exit(failed > 0 ? 1 : 0);
    }
}
