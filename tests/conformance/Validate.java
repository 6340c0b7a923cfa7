import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;

/**
 * Has veraPDF validate the PDFs named as arguments, each against PDF/UA-1 and PDF/A-3a.
 *
 * <p>Prints lines of six fields with tabs between: file, flavour, then "checked", how many checks, "", "" once for
 * each flavour of each file; and for each rule that is broken its clause with the number of its test, how often, the
 * rule, and the first place.
 */
public final class Validate {
    private static final PDFAFlavour[] FLAVOURS = {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_3_A};

    public static void main(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (PDFAFlavour flavour : FLAVOURS) {
                tell(file, flavour, validated(file, flavour));
            }
        }
    }

    private static ValidationResult validated(String file, PDFAFlavour flavour) throws Exception {
        ValidatorConfig config = ValidatorConfigBuilder.defaultBuilder()
            .flavour(flavour).maxFails(-1).maxNumberOfDisplayedFailedChecks(1).showErrorMessages(true).build();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(config, flavour)) {
            return validator.validate(parser);
        }
    }

    private static void tell(String file, PDFAFlavour flavour, ValidationResult result) {
        Map<RuleId, TestAssertion> first = new HashMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            first.putIfAbsent(each.getRuleId(), each);
        }
        for (Map.Entry<RuleId, Integer> each : result.getFailedChecks().entrySet()) {
            RuleId rule = each.getKey();
            TestAssertion one = first.get(rule);
            String where = one == null ? "" : one.getLocation().getContext() + ": " + one.getErrorMessage();
            String what = one == null ? "" : one.getMessage();
            line(file, flavour, rule.getClause() + "-" + rule.getTestNumber(), each.getValue(), what, where);
        }
        if (result.isCompliant() != result.getFailedChecks().isEmpty()) {
            line(file, flavour, "undecided", 1, "veraPDF did not come to an end", result.getJobEndStatus());
        }
        line(file, flavour, "checked", result.getTotalAssertions(), "", "");
    }

    private static void line(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object each : fields) {
            line.append(line.length() == 0 ? "" : "\t").append(String.valueOf(each).replaceAll("\\s+", " "));
        }
        System.out.println(line);
    }
}
