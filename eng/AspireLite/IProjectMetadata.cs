using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Where a project is. The build generates an implementation for each project that the app host references.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The project file.</summary>
    string ProjectPath { get; }

    /// <summary>Whether the project is built already.</summary>
    bool SuppressBuild => false;
}

/// <summary>
/// Where the build put a project's assembly. Not part of Aspire: here built assemblies are started, with no build in between.
/// </summary>
public interface IBuiltProject : IProjectMetadata
{
    /// <summary>The assembly.</summary>
    string AssemblyPath { get; }
}

internal sealed record ProjectMetadata(string ProjectPath) : IProjectMetadata;
