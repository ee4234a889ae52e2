using System.Diagnostics;
using System.Xml.Linq;
using Ecommerce.Testing;

namespace Ecommerce.Architecture.Tests;

public sealed class SolutionTests
{
    /// <summary>Restored alone, by run.sh and test.sh, to find out what the feed serves.</summary>
    private const string FeedProbe = "eng/feed-probe/feed-probe.csproj";

    [Fact]
    public void Solution_has_every_project_of_the_repository()
    {
        var solution = XDocument.Load(Repository.PathOf("Ecommerce.slnx"))
            .Descendants("Project")
            .Select(project => (string)project.Attribute("Path")!)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Project.All.Select(project => project.Path).Where(path => path != FeedProbe), solution);
    }

    [Fact]
    public async Task Sln_is_what_eng_solution_makes_of_the_slnx()
    {
        var check = new ProcessStartInfo(Repository.PathOf("eng/solution.sh"), "--check") { RedirectStandardError = true };

        using var process = Process.Start(check)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, error);
    }
}
