namespace Aspire.Hosting;

/// <summary>The application is described wrongly, or cannot run.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DistributedApplicationException()
    {
    }

    /// <summary>Creates the exception.</summary>
    public DistributedApplicationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>A parameter has no value: neither in configuration nor by default.</summary>
public sealed class MissingParameterValueException(string message) : DistributedApplicationException(message);
