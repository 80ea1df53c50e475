// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.snapshots;

import java.util.List;
import java.util.Optional;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.holdfast.console.client.NodeLink;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Ids;
import org.holdfast.console.widget.Look;
import org.holdfast.console.work.Work;
import org.holdfast.console.work.Works;

/** Where to, then how far. Closing it while files come back does not end that; cancelling does. */
final class RestoreWizard extends Wizard {
    private final NodeLink link;
    private final Works works;
    private final List<RestoreItem> items;
    private final RestoreTargetPage target;
    private final RestoreProgressPage progress;
    private Optional<Work> work = Optional.empty();

    RestoreWizard(NodeLink link, Works works, Look look, List<RestoreItem> items) {
        this.link = link;
        this.works = works;
        this.items = List.copyOf(items);
        this.target = new RestoreTargetPage(this.items, link.place());
        this.progress = new RestoreProgressPage(works, look);
        setWindowTitle(Texts.of("restore.title"));
    }

    void open(Shell parent) {
        WizardDialog dialog = new WizardDialog(parent, this) {
            @Override
            protected Button createButton(Composite row, int id, String label, boolean standard) {
                return Ids.id(super.createButton(row, id, label, standard), "wizard-" + id);
            }

            @Override
            protected void createButtonsForButtonBar(Composite row) {
                super.createButtonsForButtonBar(row);
                Ids.id(getButton(IDialogConstants.CANCEL_ID), "wizard-" + IDialogConstants.CANCEL_ID);
            }
        };
        dialog.setPageSize(620, 320);
        dialog.setHelpAvailable(false);
        dialog.open();
    }

    @Override
    public void addPages() {
        addPage(target);
        addPage(progress);
    }

    /** From the first page it begins; from the second one, where it is followed, it closes. */
    @Override
    public boolean performFinish() {
        if (getContainer().getCurrentPage() == progress) {
            return true;
        }
        Restoring restoring = new Restoring(link.client(), items, target.target(), target.overwrite());
        Work begun = works.start(link.place(), restoring.title(), restoring);
        work = Optional.of(begun);
        getContainer().showPage(progress);
        progress.follow(begun);
        return false;
    }

    @Override
    public boolean performCancel() {
        work.ifPresent(Work::cancel);
        return true;
    }

    @Override
    public boolean canFinish() {
        return getContainer().getCurrentPage() == progress || target.isPageComplete();
    }
}
