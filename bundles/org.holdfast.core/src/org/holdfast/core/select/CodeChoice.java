// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.util.List;
import org.holdfast.model.CodeShape;

/**
 * The code for a number of hosts. With {@code auto} it is the largest of this table that fits, so that more partners
 * first buy safety and then room:
 *
 * <table>
 * <caption>auto</caption>
 * <tr><th>hosts</th><th>code</th><th>may be lost</th><th>stored per byte</th></tr>
 * <tr><td>2</td><td>1+1</td><td>1</td><td>2.00</td></tr>
 * <tr><td>3–4</td><td>2+1</td><td>1</td><td>1.50</td></tr>
 * <tr><td>5</td><td>3+2</td><td>2</td><td>1.67</td></tr>
 * <tr><td>6</td><td>4+2</td><td>2</td><td>1.50</td></tr>
 * <tr><td>7–9</td><td>5+2</td><td>2</td><td>1.40</td></tr>
 * <tr><td>10–11</td><td>6+4</td><td>4</td><td>1.67</td></tr>
 * <tr><td>12–13</td><td>8+4</td><td>4</td><td>1.50</td></tr>
 * <tr><td>14 and more</td><td>10+4</td><td>4</td><td>1.40</td></tr>
 * </table>
 *
 * A planner that reckons with the partners' availability (R43) takes this table's place later.
 */
public sealed interface CodeChoice {
    /** What {@code auto} chooses from, smallest first. */
    List<CodeShape> TABLE = List.of(
            new CodeShape(1, 1),
            new CodeShape(2, 1),
            new CodeShape(3, 2),
            new CodeShape(4, 2),
            new CodeShape(5, 2),
            new CodeShape(6, 4),
            new CodeShape(8, 4),
            new CodeShape(10, 4));

    record Chosen(CodeShape shape) implements CodeChoice {}

    /** Not even the smallest code that is allowed fits. */
    record NeedsPartners(int have, int need) implements CodeChoice {}

    /** @param hosts different hosts that partners stand on */
    static CodeChoice of(Redundancy redundancy, int hosts) {
        CodeShape shape = switch (redundancy) {
            case Redundancy.Auto() -> largest(hosts);
            case Redundancy.Fixed(CodeShape fixed) -> fixed;
        };
        return shape.n() <= hosts ? new Chosen(shape) : new NeedsPartners(hosts, shape.n());
    }

    /** The largest code of the table for so many hosts, or the smallest of all if none fits. */
    private static CodeShape largest(int hosts) {
        CodeShape best = TABLE.getFirst();
        for (CodeShape shape : TABLE) {
            if (shape.n() <= hosts) {
                best = shape;
            }
        }
        return best;
    }
}
