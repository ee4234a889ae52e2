using Ecommerce.AppHost.Running;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>Keeps a second app host away from the data of embedded servers. The system lets go of it with the process.</summary>
internal sealed class DataLock : IDisposable
{
    /// <summary>In the data folder; <c>run.sh --reset</c> asks for it, too.</summary>
    private const string FileName = ".lock";

    private FileStream? file;

    /// <exception cref="StartException">Another app host has it.</exception>
    public DataLock(string folder)
        => Waiting.UntilFree(
            () => !TryTake(Path.Combine(folder, FileName)), $"The data folder {folder}",
            "by another app host. End that, or choose another folder with DataDirectory.");

    public void Dispose() => file?.Dispose();

    private bool TryTake(string path)
    {
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        // The folder is there and can be written into: that was looked at before.
        catch (IOException)
        {
            return false;
        }
    }
}
