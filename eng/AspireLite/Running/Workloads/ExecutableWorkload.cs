using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running.Dcp;

namespace Aspire.Hosting.Running.Workloads;

/// <summary>Programs of this machine: executables as they are, projects from their built assemblies.</summary>
internal sealed class ExecutableWorkload(InstanceConfiguration configuration)
{
    private static readonly string DotNet = FindDotNet();

    public async Task<DcpObject<DcpExecutableSpec, DcpExecutableStatus>> DescribeAsync(
        ResourceInstance instance, CancellationToken cancellationToken)
    {
        var program = await ProgramAsync(instance.Resource, cancellationToken);
        var spec = new DcpExecutableSpec
        {
            ExecutablePath = program.Path,
            WorkingDirectory = program.WorkingDirectory,
            Args = [.. program.Arguments, .. await configuration.ArgumentsAsync(instance, cancellationToken)],
            Env = await configuration.EnvironmentAsync(instance, cancellationToken),
        };
        return DcpKinds.Executables.Describe(instance.Name, spec, ServiceProducers.Annotate(instance.Resource, "localhost"));
    }

    private static async Task<LaunchedProgram> ProgramAsync(IResource resource, CancellationToken cancellationToken) => resource switch
    {
        ProjectResource project => new(
            DotNet, [await BuiltAssembly.OfAsync(project.Metadata, DotNet, cancellationToken)], Path.GetDirectoryName(project.Metadata.ProjectPath)!),
        ExecutableResource executable => new(executable.Command, [], Path.GetFullPath(executable.WorkingDirectory)),
        _ => throw new NotSupportedException($"'{resource.Name}' is neither a project nor an executable."),
    };

    // The runtime that runs this process lies in shared/Microsoft.NETCore.App/VERSION beneath the folder of its 'dotnet'.
    private static string FindDotNet()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var candidate = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(candidate) ? candidate : "dotnet";
    }

    private sealed record LaunchedProgram(string Path, IReadOnlyList<string> Arguments, string WorkingDirectory);
}
