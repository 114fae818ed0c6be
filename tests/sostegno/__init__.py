"""What the tests stand on: real services, a closed network, a browser."""
