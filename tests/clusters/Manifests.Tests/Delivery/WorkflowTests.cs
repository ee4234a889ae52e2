using System.Text.Json;
using System.Text.RegularExpressions;
using Ecommerce.Testing;
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
        "promote.yml: propose actions",        // has ci look at it
        "promote.yml: propose contents",       // pushes a branch
        "promote.yml: propose pull-requests",  // opens the pull request
    ];

    public static TheoryData<string> Names => [.. Workflow.All.Select(workflow => workflow.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Action_is_pinned_to_a_commit_with_its_version_in_a_comment(string name)
        => Assert.All(Uses().Matches(Named(name).Text), match => Assert.Matches(
            match.Groups[1].Value.StartsWith("./", StringComparison.Ordinal)
                ? "^\\./\\.github/workflows/[a-z-]+\\.yml$" : "^[\\w.-]+/[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+$",
            match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Names))]
    public void Job_has_minimal_permissions(string name)
    {
        var workflow = Named(name);
        Assert.Equal("{ { contents, read } }", $"{workflow.Permissions}");
        Assert.DoesNotContain("pull_request_target", workflow.Events);
        Assert.All(workflow.Jobs, named => Assert.All(
            named.Job.Find("permissions") is YamlMappingNode permissions ? permissions.Children.AsEnumerable() : [],
            permission
                => Assert.True($"{permission.Value}" == "read"
                || Writers.Contains($"{named.Name} {permission.Key}"), $"{named.Name} may write {permission.Key}.")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Job_has_a_timeout_a_pinned_runner_and_no_persisted_credentials(string name)
        => Assert.All(Named(name).Jobs.Where(named => named.Job.Find("uses") is null), named =>
        {
            Assert.NotNull(named.Job.Text("timeout-minutes"));
            Assert.Matches("^ubuntu-\\d", named.Job.Text("runs-on"));
            var pushes = $"{named.Job.Find("permissions")}".Contains("contents, write", StringComparison.Ordinal);
            Assert.All(
                Workflow.Steps(named.Job)
                    .Where(step => step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) is true),
                step
                    => Assert.True(pushes
                    || step.Find("with")?.Text("persist-credentials") == "false", $"{named.Name} keeps its token in the checkout."));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Called_script_exists_and_is_executable(string name)
        => Assert.All(Scripts(name), script =>
        {
            var file = new FileInfo(Path.Combine(Repository.Root, script));
            Assert.True(file.Exists, $"{name} calls {script}, which is not there.");
            Assert.True(file.Extension != ".sh"
                || file.UnixFileMode.HasFlag(UnixFileMode.UserExecute), $"{script} may not be run: chmod +x {script}");
        });

    // Whoever names a branch must not write the commands.
    [Theory]
    [MemberData(nameof(Names))]
    public void Commands_contain_no_expressions(string name)
        => Assert.All(Commands(name), command => Assert.DoesNotContain("${{", command, StringComparison.Ordinal));

    // echo "a=$(b)" succeeds whatever b does.
    [Theory]
    [MemberData(nameof(Names))]
    public void Failure_within_a_command_is_not_hidden(string name)
        => Assert.All(Commands(name).SelectMany(command => command.Split('\n')),
            line => Assert.DoesNotMatch(@"\b(echo|printf)\b.*\$\(", line));

    [Fact]
    public async Task Delivery_builds_an_image_of_every_service()
    {
        var jobs = Named("delivery.yml").Jobs.Select(named => named.Job).ToList();
        var matrix = jobs.Select(job => job.Find("strategy")?.Find("matrix")).OfType<YamlNode>().Single();
        Assert.Equal("${{ fromJSON(needs.services.outputs.names) }}", matrix.Text("service"));

        await using var script = await ChildProcess.StartAsync(Path.Combine(Repository.Root, "eng/services.sh"), [], []);
        Assert.Equal(0, await script.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "services"), "Program.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(Path.GetDirectoryName(file))).Order(StringComparer.Ordinal),
            JsonSerializer.Deserialize<string[]>(script.Output));
    }

    private static Workflow Named(string name) => Workflow.All.Single(workflow => workflow.Name == name);

    private static IEnumerable<string> Commands(string name)
        => Named(name).Jobs.SelectMany(named => Workflow.Steps(named.Job)).Select(step => step.Text("run")).OfType<string>();

    private static IEnumerable<string> Scripts(string name)
        => Commands(name).SelectMany(command => Script().Matches(command)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"uses: (.+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"(?:^|[\s(""])(?:\./)?((?:[\w-]+/)*[\w-]+\.(?:sh|js|mjs|py))\b")]
    private static partial Regex Script();
}
