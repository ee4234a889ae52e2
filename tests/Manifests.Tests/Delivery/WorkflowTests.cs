using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Ecommerce.Manifests.Tests.Delivery;

public sealed partial class WorkflowTests
{
    // What a job may be allowed to write, and why: nothing else is.
    private static readonly string[] Writers =
    [
        "delivery.yml: image packages",        // pushes images
        "delivery.yml: image id-token",        // signs them
        "delivery.yml: development contents",  // commits what runs in development
        "promote.yml: propose contents",       // pushes a branch
        "promote.yml: propose pull-requests",  // opens the pull request
    ];

    public static TheoryData<string> Names => [.. Workflow.All.Select(workflow => workflow.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_action_is_pinned_to_a_commit_and_says_which_version_that_is(string name)
        => Assert.All(Uses().Matches(Named(name).Text), match => Assert.Matches(
            match.Groups[1].Value.StartsWith("./", StringComparison.Ordinal) ? "^\\./\\.github/workflows/[a-z-]+\\.yml$" : "^[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$",
            match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_job_may_do_no_more_than_it_must(string name)
    {
        var workflow = Named(name);
        Assert.Equal("{ { contents, read } }", $"{workflow.Permissions}");
        Assert.DoesNotContain("pull_request_target", workflow.Events);
        Assert.All(workflow.Jobs, named => Assert.All(
            named.Job.Find("permissions") is YamlMappingNode permissions ? permissions.Children.AsEnumerable() : [],
            permission => Assert.True($"{permission.Value}" == "read" || Writers.Contains($"{named.Name} {permission.Key}"), $"{named.Name} may write {permission.Key}.")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_has_a_deadline_and_a_known_system_and_keeps_no_credentials_that_it_does_not_need(string name)
        => Assert.All(Named(name).Jobs.Where(named => named.Job.Find("uses") is null), named =>
        {
            Assert.NotNull(named.Job.Text("timeout-minutes"));
            Assert.Matches("^ubuntu-\\d", named.Job.Text("runs-on"));
            var pushes = $"{named.Job.Find("permissions")}".Contains("contents, write", StringComparison.Ordinal);
            Assert.All(
                Workflow.Steps(named.Job).Where(step => step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) is true),
                step => Assert.True(pushes || step.Find("with")?.Text("persist-credentials") == "false", $"{named.Name} keeps its token in the checkout."));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_script_that_is_called_is_there_and_may_be_run(string name)
        => Assert.All(Scripts(name), script =>
        {
            var file = new FileInfo(Path.Combine(Repository.Root, script));
            Assert.True(file.Exists, $"{name} calls {script}, which is not there.");
            Assert.True(file.Extension != ".sh" || file.UnixFileMode.HasFlag(UnixFileMode.UserExecute), $"{script} may not be run: chmod +x {script}");
        });

    // Whoever names a branch must not write the commands.
    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_from_outside_is_pasted_into_a_command(string name)
        => Assert.All(Commands(name), command => Assert.DoesNotContain("${{", command, StringComparison.Ordinal));

    [Fact]
    public void Every_service_gets_an_image()
    {
        var delivery = Named("delivery.yml");
        var matrix = delivery.Jobs.Single(named => named.Name.EndsWith(" image", StringComparison.Ordinal)).Job.Find("strategy")!.Find("matrix")!.Find("service")!;
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "services"), "Program.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file))).Order(),
            ((YamlSequenceNode)matrix).Children.Select(service => $"{service}").Order());
    }

    private static Workflow Named(string name) => Workflow.All.Single(workflow => workflow.Name == name);

    private static IEnumerable<string> Commands(string name)
        => Named(name).Jobs.SelectMany(named => Workflow.Steps(named.Job)).Select(step => step.Text("run")).OfType<string>();

    private static IEnumerable<string> Scripts(string name) => Commands(name).SelectMany(command => Script().Matches(command)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"uses: (.+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"(?:^|[\s(""])(?:\./)?((?:[\w-]+/)*[\w-]+\.(?:sh|js|mjs|py))\b")]
    private static partial Regex Script();
}
